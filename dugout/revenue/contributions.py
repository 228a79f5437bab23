"""What revenue adds to history."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dugout.accounts.contributions import add_figures
from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind
from dugout.revenue.queries.figures import PATH, STANDING
from dugout.revenue.terms import MovementKind
from dugout.values.wording import money_in_words


def register() -> None:
    add_kinds(
        EntryKind(key="paper_drafted", label="draft made", icon="pen-line", sentence=_drafted),
        EntryKind(key="paper_discarded", label="draft taken back", icon="circle-x", sentence=_discarded),
        EntryKind(key="paper_confirmed", label="signed", icon="receipt", sentence=_confirmed),
        EntryKind(key="paper_corrected", label="corrected by an import", icon="receipt"),
        EntryKind(key="contract_ended", label="contract ended", icon="calendar-days", sentence=_ended),
        EntryKind(key="contract_renewed", label="contract renewed", icon="calendar-days", sentence=_renewed),
        EntryKind(key="arr_moved", label="ARR moved", icon="trending-up", sentence=_moved),
        EntryKind(key="arr_reversed", label="movement reversed", icon="trending-up", sentence=_reversed),
    )
    add_record_kinds(
        RecordKind(key="paper", label="contract or order", path=lambda id_: f"/papers/{id_}"),
        RecordKind(key="movement", label="movement", path=lambda id_: f"/movements/{id_}"),
    )
    add_figures(STANDING, PATH)


def _money(after: Mapping[str, Any], key: str) -> str:
    return money_in_words(after[key], after["currency"])


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"


def _drafted(after: Mapping[str, Any]) -> str:
    yearly = " a year" if after["kind"] == "contract" else ""
    return f"A draft of the {after['kind']} was made: {_money(after, 'value')}{yearly}."


def _discarded(after: Mapping[str, Any]) -> str:
    return f"The draft of the {after['kind']} was taken back with the win."


def _confirmed(after: Mapping[str, Any]) -> str:
    begins = f" Service starts on {_day(after['starts_on'])}." if after.get("starts_on") else ""
    return f"The {after['kind']} is signed, on {_day(after['signed_on'])}: {_money(after, 'value')}.{begins}"


def _ended(after: Mapping[str, Any]) -> str:
    return f"A contract ran out. Its last day was {_day(after['ends_on'])}."


def _renewed(after: Mapping[str, Any]) -> str:
    return f"A contract goes on in a new one, from {_day(after['goes_on'])} on."


def _reversed(after: Mapping[str, Any]) -> str:
    amount, day = _money(after, "amount"), _day(after["on_day"])
    return f"A movement of ARR was reversed, {amount} from {day} on: {after['kind']}."


def _moved(after: Mapping[str, Any]) -> str:
    if after["kind"] == MovementKind.RENEWAL:
        return f"ARR was renewed from {_day(after['on_day'])} on."
    return f"ARR moved by {_money(after, 'amount')} from {_day(after['on_day'])} on: {after['kind']}."
