"""Pieces of larger verbs: telling people of an entry, and keeping an account's figures."""

from dugout.timeline.parts.figures import keep_entry_figures, keep_open_signals
from dugout.timeline.parts.notices import notify

__all__ = ["keep_entry_figures", "keep_open_signals", "notify"]
