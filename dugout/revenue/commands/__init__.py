"""Verbs about papers: confirming them, and what the passing of days does."""
