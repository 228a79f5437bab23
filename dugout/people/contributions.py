"""What people add to history."""

from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind


def register() -> None:
    add_kinds(
        EntryKind(key="token_made", label="token made", icon="key-round"),
        EntryKind(key="token_revoked", label="token revoked", icon="key-round"),
    )
    add_record_kinds(
        RecordKind(key="person", label="person", path=lambda id_: f"/people/{id_}"),
        RecordKind(key="token", label="token", path=lambda _: "/settings/tokens"),
    )
