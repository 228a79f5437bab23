"""Writing down what gates ask for, and moving on with it: one form, many records, one transaction."""

from dugout.selling.commands.supplying.desk import Desk
from dugout.selling.commands.supplying.moving import move_with, still_unmet, supply, write_all

__all__ = ["Desk", "move_with", "still_unmet", "supply", "write_all"]
