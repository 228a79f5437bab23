"""Decisions about people, as pure functions."""

from dugout.people.rules.lines import acts_for, initials_of, line_above

__all__ = ["acts_for", "initials_of", "line_above"]
