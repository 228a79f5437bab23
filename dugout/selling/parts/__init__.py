"""Pieces of larger verbs: holding an opportunity, keeping figures, and the win."""

from dugout.selling.parts.placing import place
from dugout.selling.parts.winning import mark_won, settle, undo_win

__all__ = ["mark_won", "place", "settle", "undo_win"]
