"""What people add to history."""

from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind


def register() -> None:
    add_kinds(
        EntryKind(key="person_added", label="person added", icon="user-plus"),
        EntryKind(key="person_changed", label="person changed", icon="user-pen"),
        EntryKind(key="person_left", label="person left", icon="log-out"),
        EntryKind(key="person_came_back", label="person came back", icon="user-plus"),
        EntryKind(key="person_invited", label="person invited", icon="mail"),
        EntryKind(key="password_set", label="password set", icon="key-round"),
        EntryKind(key="post_changed", label="post changed", icon="users-round"),
        EntryKind(key="side_head_named", label="head of side named", icon="users-round"),
        EntryKind(key="department_head_named", label="head of department named", icon="users-round"),
        EntryKind(key="absence_planned", label="absence planned", icon="calendar-clock"),
        EntryKind(key="absence_cancelled", label="absence cancelled", icon="calendar-clock"),
        EntryKind(key="token_made", label="token made", icon="key-round"),
        EntryKind(key="token_revoked", label="token revoked", icon="key-round"),
    )
    add_record_kinds(
        RecordKind(key="person", label="person", path=lambda id_: f"/people/{id_}"),
        RecordKind(key="token", label="token", path=lambda _: "/settings/tokens"),
    )
