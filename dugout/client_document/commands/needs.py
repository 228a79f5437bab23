"""Needs and aspirations: adding, changing, dropping."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Need
from dugout.client_document.parts.records import change_record, day_of, missing_links, refuse, take
from dugout.client_document.rules.items import check_need, check_need_move
from dugout.client_document.terms import Horizon, ItemKind, ItemState, NeedValues
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.values.refused import Problem


def add_need(*, account_id: int, values: NeedValues, by: Author, at: datetime) -> Need:
    """Adds a need or an aspiration to the document; of today where no day is given."""
    values, problems = check_need(values)
    with transaction.atomic():
        hold(account_id)
        refuse(problems + _links(account_id, values))
        columns = _columns(replace(values, day=values.day or day_of(at)))
        need = Need.objects.create(account_id=account_id, **columns)
        record(
            kind="need_added",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind="need", id=need.id),
            after=state_of_need(need),
        )
    return need


def change_need(*, need_id: int, values: NeedValues, seen: int, by: Author, at: datetime) -> Need:
    """Writes a need anew; its day stays where none is given. Stale when somebody changed it since `seen`."""
    with transaction.atomic():
        return _change(take(Need, need_id), values, seen, by, at)


def drop_need(*, need_id: int, seen: int, by: Author, at: datetime) -> Need:
    """Drops a need: it stays in the document as dropped, and can be opened again."""
    with transaction.atomic():
        need = take(Need, need_id)
        return _change(need, replace(values_of_need(need), state=ItemState.DROPPED), seen, by, at)


def _change(need: Need, values: NeedValues, seen: int, by: Author, at: datetime) -> Need:
    values, problems = check_need(values)
    old = ItemState(need.state)
    return change_record(
        need,
        _columns(replace(values, day=values.day or need.day)),
        seen=seen,
        state=state_of_need,
        kind="need_changed",
        by=by,
        at=at,
        checked=lambda: problems + check_need_move(old, values.state) + _links(need.account_id, values),
    )


def values_of_need(need: Need) -> NeedValues:
    """A need as the values that a person writes."""
    return NeedValues(
        text=need.text,
        kind=ItemKind(need.kind),
        horizon=Horizon(need.horizon),
        state=ItemState(need.state),
        owner_id=need.owner_id,
        day=need.day,
        source_entry_id=need.source_entry_id,
    )


def state_of_need(need: Need) -> dict[str, Any]:
    """A need as history keeps it."""
    return {
        "kind": need.kind,
        "text": need.text,
        "horizon": need.horizon,
        "state": need.state,
        "owner_id": need.owner_id,
        "day": need.day.isoformat(),
        "source_entry_id": need.source_entry_id,
    }


def _columns(values: NeedValues) -> dict[str, Any]:
    return {
        "kind": values.kind.value,
        "text": values.text,
        "horizon": values.horizon.value,
        "state": values.state.value,
        "owner_id": values.owner_id,
        "day": values.day,
        "source_entry_id": values.source_entry_id,
    }


def _links(account_id: int, values: NeedValues) -> tuple[Problem, ...]:
    return missing_links(
        account_id, persons=(("owner", values.owner_id),), entry=("source_entry", values.source_entry_id)
    )
