"""Records by their names, each with what tells it from others: where it belongs, how it stands."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from dugout.accounts.models import Account, Contact
from dugout.history.terms import RECORD_KINDS
from dugout.overview.rules.life import base_of
from dugout.overview.terms.finding import FoundRecord
from dugout.overview.terms.snapshot import LifeFacts
from dugout.people.models import Person
from dugout.search.queries import find_names
from dugout.search.rules import marked, words_of
from dugout.search.terms import KINDS, FoundName
from dugout.selling.models import Opportunity
from dugout.selling.terms import Outcome
from dugout.statements import Kept, among


def _told_of(kind: str, found: QuerySet[Any], **told: Any) -> QuerySet[Any, tuple[Any, ...]]:
    rows = found.filter(among("id", kind))
    return rows.values_list(Value(kind), "id", JSONObject(**told))


def _details_of_all() -> QuerySet[Any, tuple[Any, ...]]:
    """What is told of each kind, as one mapping a record."""
    accounts = _told_of(
        "account", Account.objects.all(), city=F("city"), country=F("country"), stage=F("stage"),
        open_sales=F("figures__open_opportunities"), step=F("figures__step"),
        handoff_open=F("figures__handoff_open"), managed_since=F("figures__managed_since"),
    )  # fmt: skip
    contacts = _told_of(
        "contact", Contact.objects.all(), title=F("title"), account=F("account__name"), left_on=F("left_on")
    )
    sales = _told_of(
        "opportunity", Opportunity.objects.all(), account=F("account__name"), outcome=F("outcome"),
        step=F("step__number"), step_name=F("step__name"),
    )  # fmt: skip
    persons = _told_of("person", Person.objects.all(), title=F("title"), left_on=F("left_on"))
    return accounts.union(contacts, sales, persons, all=True)


_DETAILS = Kept(_details_of_all)


def _account_in_words(told: Mapping[str, Any]) -> list[str]:
    step = f"step {told['step']}" if told["open_sales"] and told["step"] else ""
    return [told["city"] or told["country"], told["stage"], step]


def _sale_in_words(told: Mapping[str, Any]) -> list[str]:
    running = told["outcome"] == Outcome.OPEN.value
    return [told["account"], f"step {told['step']}, {told['step_name']}" if running else told["outcome"]]


def _somebody_in_words(told: Mapping[str, Any]) -> list[str]:
    return [told["title"], told.get("account", ""), "left" if told["left_on"] else ""]


IN_WORDS: Mapping[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "account": _account_in_words,
    "contact": _somebody_in_words,
    "opportunity": _sale_in_words,
    "person": _somebody_in_words,
}


def find_records(
    typed: str, *, kinds: Collection[str] = KINDS, most: int = 5
) -> Mapping[str, list[FoundRecord]]:
    """Records by kind, the best first."""
    found = find_names(typed, kinds=kinds, most=most)
    if not found:
        return {}
    words, details = words_of(typed), _details(found)
    records = {
        kind: [
            _record(one, words, details[kind, one.record_id])
            for one in rows
            if (kind, one.record_id) in details
        ]
        for kind, rows in found.items()
    }
    return {kind: rows for kind, rows in records.items() if rows}


def _details(found: Mapping[str, Collection[FoundName]]) -> dict[tuple[str, int], dict[str, Any]]:
    """What is told of each record."""
    wanted = {kind: [one.record_id for one in found.get(kind, ())] for kind in IN_WORDS}
    return {(kind, record_id): told for kind, record_id, told in _DETAILS.rows(**wanted)}


def _record(one: FoundName, words: tuple[str, ...], told: Mapping[str, Any]) -> FoundRecord:
    life = None
    if one.kind == "account":
        managed = told["managed_since"] is not None
        life = LifeFacts(stage=told["stage"], handoff_open=told["handoff_open"], managed=managed)
    return FoundRecord(
        kind=one.kind,
        id=one.record_id,
        name=one.name,
        pieces=tuple(marked(one.name, words)),
        detail=", ".join(word for word in IN_WORDS[one.kind](told) if word),
        path=RECORD_KINDS.get(one.kind).path(one.record_id),
        base=base_of(life) if life else None,
    )
