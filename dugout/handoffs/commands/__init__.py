"""Verbs of the hand-off: winning, opening, writing the debrief, moving, accepting, the clocks."""
