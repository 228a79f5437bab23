"""What upkeep adds to history."""

from collections.abc import Mapping
from typing import Any

from dugout.history.contributions import add_kinds
from dugout.history.terms import EntryKind


def register() -> None:
    add_kinds(
        EntryKind(key="figures_mended", label="kept figures mended", icon="triangle-alert", sentence=_mended),
    )


def _mended(after: Mapping[str, Any]) -> str:
    count, left = after["accounts"], after["left"]
    was = f"Kept figures of {count:,} account{'s' * (count > 1)} were wrong"
    if not left:
        return f"{was}. They are corrected."
    return f"{was}, and still are." if left == count else f"{was}, and still are for {left:,}."
