"""What the company adds to history."""

from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind


def register() -> None:
    add_kinds(
        EntryKind(key="company_founded", label="company founded", icon="building-2"),
        EntryKind(key="company_changed", label="company changed", icon="settings"),
    )
    add_record_kinds(RecordKind(key="company", label="company", path=lambda _: "/settings/company"))
