"""Promises: adding, changing while open, keeping, breaking, opening again."""

from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import Promise, SectionKind
from dugout.client_document.parts.none_known import end_none_known
from dugout.client_document.parts.records import change_record, day_of, missing_links, refuse, take
from dugout.client_document.rules.items import check_promise
from dugout.client_document.terms import PROMISES, PromiseState, PromiseValues
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.people.models import Person
from dugout.values.refused import Problem, Refused, Taken


def add_promise(*, account_id: int, values: PromiseValues, by: Author, at: datetime) -> Promise:
    """Adds what we told the client that they would get; where "none known" stood, that is over."""
    with transaction.atomic():
        hold(account_id)
        values, problems = check_promise(values, today=day_of(at))
        refuse(problems + _links(account_id, values))
        promise = Promise.objects.create(account_id=account_id, **_columns(values))
        record(
            kind="promise_made",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind="promise", id=promise.id),
            after=state_of_promise(promise),
        )
        for kind in SectionKind.objects.filter(key=PROMISES):
            end_none_known(account_id=account_id, kind=kind, by=by, at=at)
    return promise


def change_promise(*, promise_id: int, values: PromiseValues, seen: int, by: Author, at: datetime) -> Promise:
    """Writes an open promise anew. Stale when somebody changed it since `seen`; refused once it is settled."""
    with transaction.atomic():
        promise = take(Promise, promise_id)
        values, problems = check_promise(values, today=day_of(at))
        return change_record(
            promise,
            _columns(values),
            seen=seen,
            state=state_of_promise,
            kind="promise_changed",
            by=by,
            at=at,
            checked=lambda: _settled(promise) + problems + _links(promise.account_id, values),
        )


def keep_promise(*, promise_id: int, by: Author, at: datetime) -> Promise:
    """The client got it. Of two who settle a promise the first wins; the other gets Taken with the winner."""
    return _settle(promise_id, PromiseState.KEPT, by, at)


def break_promise(*, promise_id: int, by: Author, at: datetime) -> Promise:
    """The client did not get it, and will not as promised. Taken as in `keep_promise`."""
    return _settle(promise_id, PromiseState.BROKEN, by, at)


def reopen_promise(*, promise_id: int, seen: int, by: Author, at: datetime) -> Promise:
    """Takes back that a promise was kept or broken: it is open again. Refused when it is open."""
    with transaction.atomic():
        promise = take(Promise, promise_id)
        if promise.state == PromiseState.OPEN.value:
            raise Refused.because("This promise is open.", "There is nothing to take back.")
        return change_record(
            promise,
            {"state": PromiseState.OPEN.value, "settled_by_id": None, "settled_at": None},
            seen=seen,
            state=state_of_promise,
            kind="promise_reopened",
            by=by,
            at=at,
        )


def _settle(promise_id: int, state: PromiseState, by: Author, at: datetime) -> Promise:
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
        return change_record(
            promise,
            {"state": state.value, "settled_by_id": by.person_id, "settled_at": at},
            seen=promise.version,
            state=state_of_promise,
            kind=f"promise_{state.value}",
            by=by,
            at=at,
        )


def values_of_promise(promise: Promise) -> PromiseValues:
    """A promise as the values that a person writes."""
    return PromiseValues(
        text=promise.text,
        by_id=promise.by_id,
        made_on=promise.made_on,
        to_contact_id=promise.to_contact_id,
        due_on=promise.due_on,
        said_in_id=promise.said_in_id,
    )


def state_of_promise(promise: Promise) -> dict[str, Any]:
    """A promise as history keeps it: `person_id` made it, to `contact_id`."""
    return {
        "text": promise.text,
        "contact_id": promise.to_contact_id,
        "person_id": promise.by_id,
        "made_on": promise.made_on.isoformat(),
        "due_on": promise.due_on.isoformat() if promise.due_on else None,
        "said_in_id": promise.said_in_id,
        "state": promise.state,
    }


def _columns(values: PromiseValues) -> dict[str, Any]:
    return {
        "text": values.text,
        "to_contact_id": values.to_contact_id,
        "by_id": values.by_id,
        "made_on": values.made_on,
        "due_on": values.due_on,
        "said_in_id": values.said_in_id,
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
