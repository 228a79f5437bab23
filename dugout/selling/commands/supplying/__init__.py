"""Writing down what gates ask for, and moving on with it: one form, many records, one transaction."""

from dugout.selling.commands.supplying.desk import Desk, write_line
from dugout.selling.commands.supplying.moving import move_with, placed, still_unmet, supply, write_all

__all__ = ["Desk", "move_with", "placed", "still_unmet", "supply", "write_all", "write_line"]
