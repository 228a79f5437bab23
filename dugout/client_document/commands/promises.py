"""Promises: adding, changing while open, keeping, breaking, opening again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Promise, SectionKind
from dugout.client_document.parts.none_known import end_none_known
from dugout.client_document.parts.records import add_item, change_item, missing_links, refuse, take
from dugout.client_document.rules.items import check_promise
from dugout.client_document.terms import PROMISES, PromiseState, PromiseValues
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day
from dugout.people.models import Person
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Problem, Refused, Taken


def add_promise(*, account_id: int, values: PromiseValues, by: Allowed, at: datetime) -> Promise:
    """Adds what we told the client that they would get; where "none known" stood, that is over."""
    with transaction.atomic():
        hold(account_id)
        values, problems = check_promise(values, today=company_day(at))
        refuse(problems + _links(account_id, values))
        promise = add_item(Promise, account_id, values, told=_told, kind="promise_made", by=by, at=at)
        for kind in SectionKind.objects.filter(key=PROMISES):
            end_none_known(account_id=account_id, kind=kind, by=by, at=at)
    return promise


def change_promise(
    *, promise_id: int, values: PromiseValues, seen: int, by: Allowed, at: datetime
) -> Promise:
    """Writes an open promise anew. Stale when somebody changed it since `seen`; refused once it is settled."""
    with transaction.atomic():
        promise = take(Promise, promise_id)
        values, problems = check_promise(values, today=company_day(at))
        return change_item(
            promise,
            columns_of(values),
            seen=seen,
            told=_told,
            kind="promise_changed",
            by=by,
            at=at,
            checked=lambda: _settled(promise) + problems + _links(promise.account_id, values),
        )


def keep_promise(*, promise_id: int, by: Allowed, at: datetime) -> Promise:
    """The client got it. Of two who settle a promise the first wins; the other gets Taken with the winner."""
    return _settle(promise_id, PromiseState.KEPT, by, at)


def break_promise(*, promise_id: int, by: Allowed, at: datetime) -> Promise:
    """The client did not get it, and will not as promised. Taken as in `keep_promise`."""
    return _settle(promise_id, PromiseState.BROKEN, by, at)


def reopen_promise(*, promise_id: int, seen: int, by: Allowed, at: datetime) -> Promise:
    """Takes back that a promise was kept or broken: it is open again. Refused when it is open."""
    with transaction.atomic():
        promise = take(Promise, promise_id)
        if promise.state == PromiseState.OPEN.value:
            raise Refused.because("This promise is open.", "There is nothing to take back.")
        return change_item(
            promise,
            {"state": PromiseState.OPEN.value, "settled_by_id": None, "settled_at": None},
            seen=seen,
            told=_told,
            kind="promise_reopened",
            by=by,
            at=at,
        )


def _settle(promise_id: int, state: PromiseState, by: Allowed, at: datetime) -> Promise:
    with transaction.atomic():
        promise = take(Promise, promise_id)
        if promise.state != PromiseState.OPEN.value:
            winner = Person.objects.filter(id=promise.settled_by_id or 0).first()
            name = winner.name if winner else "Dugout"
            raise Taken.because(
                f"{name} has marked this promise {promise.state}.",
                "Open it again first, if that is wrong.",
                winner=name,
            )
        return change_item(
            promise,
            {"state": state.value, "settled_by_id": by.person_id, "settled_at": at},
            seen=promise.version,
            told=_told,
            kind=f"promise_{state.value}",
            by=by,
            at=at,
        )


def _told(promise: Promise) -> dict[str, Any]:
    """A promise as history keeps it: `person_id` made it, to `contact_id`, as every entry names them."""
    told = told_of(values_of(PromiseValues, promise))
    return told | {
        "person_id": told.pop("by_id"),
        "contact_id": told.pop("to_contact_id"),
        "state": promise.state,
    }


def _settled(promise: Promise) -> tuple[Problem, ...]:
    if promise.state == PromiseState.OPEN.value:
        return ()
    return (
        Problem(
            "state", f"This promise is {promise.state}; its words stand as they were.", "Open it again first."
        ),
    )


def _links(account_id: int, values: PromiseValues) -> tuple[Problem, ...]:
    return missing_links(
        account_id,
        persons=(("by", values.by_id),),
        contact=("to_contact", values.to_contact_id),
        entry=("said_in", values.said_in_id),
    )
