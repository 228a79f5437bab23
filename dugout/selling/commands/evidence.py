"""Evidence of whatever kind: written down, answered, taken back. When a record goes, its gate is unmet again."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import transaction

from dugout.history.terms import Allowed
from dugout.selling.models import Opportunity
from dugout.selling.parts.holding import check_come, contact_of, said, take_living, take_open, tell, writer
from dugout.selling.terms import EVIDENCE, Evidence, Who
from dugout.values.records import declared
from dugout.values.refused import Missing


def add_evidence(kind: Evidence, *, opportunity_id: int, values: Any, by: Allowed, at: datetime) -> Any:
    """A record of this kind, of its values. Refused for what a text, a day or a contact of it cannot be."""
    texts = _texts(values)
    with transaction.atomic():
        sale = take_open(opportunity_id) if kind.only_open else take_living(opportunity_id)
        kind.check(sale, values)
        columns = _columns(kind, sale, values, at)
        written = {**columns, **texts, "by_id": writer(by), "at": at}
        if kind.once:
            same = {name: written.pop(name) for name in kind.once}
            made, _ = kind.model.objects.update_or_create(opportunity=sale, **same, defaults=written)
        else:
            made = kind.model.objects.create(opportunity=sale, **written)
        tell(
            kind.added, sale, by=by, at=at, text=next(iter(texts.values())),
            after={"what": kind.key, **_told(columns)},
        )  # fmt: skip
    return made


def answer_evidence(
    kind: Evidence, *, opportunity_id: int, evidence_id: int, values: Any, by: Allowed, at: datetime
) -> Any:
    """What we answered to a record of this kind. Missing for one of another sale."""
    texts = _texts(values)
    with transaction.atomic():
        sale = take_living(opportunity_id)
        row = kind.model.objects.filter(id=evidence_id, opportunity=sale).first()
        if row is None:
            raise Missing.because(f"There is no such {kind.word}.", "Read the sale again.")
        before = {name: getattr(row, name) for name in texts}
        for name, text in texts.items():
            setattr(row, name, text)
        row.save(update_fields=list(texts))
        tell(
            "evidence_changed", sale, by=by, at=at, text=next(iter(texts.values())), before=before,
            after={"what": kind.key, **texts},
        )  # fmt: skip
    return row


def withdraw_evidence(*, opportunity_id: int, what: str, evidence_id: int, by: Allowed, at: datetime) -> None:
    """Takes a record of the kind `what` back. Its entry keeps what it said. Refused where something rests on it."""
    with transaction.atomic():
        sale = take_living(opportunity_id)
        kind = EVIDENCE.get(what) if what in EVIDENCE else None
        row = kind.model.objects.filter(id=evidence_id, opportunity=sale).first() if kind else None
        if kind is None or row is None:
            raise Missing.because("There is no such record.", "Read the sale again.")
        kind.check_going(row)
        tell(
            "evidence_withdrawn", sale, by=by, at=at, text=str(row), before={"what": what, "id": evidence_id}
        )
        row.delete()


def _texts(values: Any) -> dict[str, str]:
    """The texts of the values, cleaned. Refused for one that is needed and empty."""
    return {
        one.name: said(getattr(values, one.name), one.name, needed=one.must_be_given)
        for one in declared(type(values))
        if one.kind is str
    }


def _columns(kind: Evidence, sale: Opportunity, values: Any, at: datetime) -> dict[str, Any]:
    """All but the texts, as the columns of the row: a contact is one of the account, a day has come."""
    found: dict[str, Any] = {}
    for one in declared(type(values)):
        value = getattr(values, one.name)
        if one.kind is Who:
            wanted = value.contact_id or one.must_be_given
            found[one.name] = contact_of(sale, value.contact_id, one.name) if wanted else None
        elif one.kind is date:
            check_come(value, at, kind.day_was)
            found[one.name] = value
        elif one.kind is not str:
            found[one.name] = value.value if isinstance(value, Enum) else value
    return found


def _told(columns: Mapping[str, Any]) -> dict[str, Any]:
    """What history keeps beside the text: names of contacts, days, and words of a few."""
    return {
        name.removesuffix("_id"): value.isoformat()
        if isinstance(value, date)
        else getattr(value, "name", value)
        for name, value in columns.items()
        if value is not None
    }
