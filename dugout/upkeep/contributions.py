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
    mended = f"What was kept of {count:,} account{'s' * (count > 1)} was false, and"
    if not left:
        return f"{mended} is mended."
    return f"{mended} still is." if left == count else f"{mended} still is of {left:,}."
