"""Recording: the part of every command that writes what it did."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

from dugout.bulk.copying import copy_rows
from dugout.history.models import Entry, OutboxRow
from dugout.history.terms import CONSUMERS, KINDS, Audience, Author, Direction, ManyChanged, Subject

DRAIN_TASK = "dugout.history.drain_outbox"


@cache
def consumers_of(kind: str) -> tuple[str, ...]:
    """Keys of the consumers of a kind. The registries are frozen, so this is asked once for each kind."""
    return tuple(consumer.key for consumer in CONSUMERS.values() if kind in consumer.kinds)


def record(
    *,
    kind: str,
    by: Author,
    at: datetime,
    account_id: int | None = None,
    subject: Subject | None = None,
    happened_at: datetime | None = None,
    text: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    direction: Direction = Direction.INTERNAL,
    purpose: str = "",
    minutes: int | None = None,
    audience: Audience = Audience.EVERYONE,
) -> Entry:
    """Writes one entry and its outbox rows, in the caller's transaction.

    `before` and `after` hold JSON values of the changed fields, by field name.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is recorded in the transaction of the change that it tells of")
    entry = Entry.objects.create(
        account_id=account_id,
        author_id=by.person_id,
        department_id=by.department_id,
        side=by.side,
        stand_in_for_id=by.stand_in_for_id,
        kind=KINDS.get(kind).key,
        subject_kind=subject.kind if subject else "",
        subject_id=subject.id if subject else None,
        happened_at=happened_at or at,
        recorded_at=at,
        source=by.source.value,
        audience=audience.value,
        direction=direction.value,
        purpose=purpose,
        minutes=minutes,
        text=text,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
    consumers = consumers_of(kind)
    if consumers:
        OutboxRow.objects.bulk_create(OutboxRow(entry=entry, consumer=key) for key in consumers)
        _wake_once_committed()
    return entry


def record_many(
    *, kind: str, by: Author, at: datetime, subject_kind: str, changes: Iterable[ManyChanged]
) -> None:
    """Writes an entry for each change, by COPY, and no outbox rows: what happens in bulk is history, not work.

    For imports (the entries' `source` is the author's). Whoever needs to know of them in bulk, such as kept figures, is
    called by the verb itself.
    """
    head = {
        "kind": KINDS.get(kind).key,
        "recorded_at": at,
        "author_id": by.person_id,
        "department_id": by.department_id,
        "side": by.side,
        "stand_in_for_id": by.stand_in_for_id,
        "source": by.source.value,
        "subject_kind": subject_kind,
    }
    # What is empty in all of them need not be sent with each.
    head = {name: value for name, value in head.items() if value is not None}
    constant = tuple(head.values())
    in_json = json.JSONEncoder().encode
    copy_rows(
        Entry,
        (*head, "happened_at", "subject_id", "account_id", "text", "before", "after"),
        (
            (
                *constant,
                change.happened_at or at,
                change.subject_id,
                change.account_id,
                change.text,
                None if change.before is None else in_json(change.before),
                in_json(change.after),
            )
            for change in changes
        ),
    )


def changed_values(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, as the two halves of an entry. Empty halves mean that nothing changed."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _wake_once_committed() -> None:
    """Orders one drain for a transaction, however many entries it records. A rollback cancels the order."""
    if not any(hook[1] is wake_the_drain for hook in connection.run_on_commit):
        transaction.on_commit(wake_the_drain, robust=True)


def wake_the_drain() -> None:
    """Tells the worker to look. The outbox row is the truth: the sweep finds what a lost order leaves."""
    app.configure_task(DRAIN_TASK).defer()
