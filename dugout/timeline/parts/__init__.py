"""A piece of larger verbs: telling people of an entry."""

from dugout.timeline.parts.notices import notify

__all__ = ["notify"]
