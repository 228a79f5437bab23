"""Verbs that call every package's own, downwards."""

from dugout.upkeep.commands.founding import begin, check_beginning, check_founding, found

__all__ = ["begin", "check_beginning", "check_founding", "found"]
