"""Pieces of larger verbs: opening a hand-off, telling who is concerned."""
