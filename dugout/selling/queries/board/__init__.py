"""The board: the steps of a process as columns, the sales that stand in them as cards."""

from dugout.selling.queries.board.making import board_of
from dugout.selling.queries.board.reading import MOST_IN_COLUMN
from dugout.selling.queries.board.shown import Board, Card, Column, StepTotal

__all__ = ["MOST_IN_COLUMN", "Board", "Card", "Column", "StepTotal", "board_of"]
