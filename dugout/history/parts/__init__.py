"""Recording what a command did, and writing a record that somebody else may have changed meanwhile."""

from dugout.history.parts.changing import change_row
from dugout.history.parts.recording import (
    DRAIN_TASK,
    changed_values,
    consumers_of,
    record,
    record_many,
    wake_the_drain,
)

__all__ = [
    "DRAIN_TASK", "change_row", "changed_values", "consumers_of", "record", "record_many", "wake_the_drain",
]  # fmt: skip
