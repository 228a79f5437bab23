"""Confirmations: a contact agreed to something, or said that it is right, on a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from dugout.gates.queries import rows_as
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Condition, Part
from dugout.selling.evidence.asking import adds, of_sale, on_day, who
from dugout.selling.models import Confirmation
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import OFFER_CHANGED_AT, PRICES, contact_name, on_sale
from dugout.selling.rules.gates import count, in_words
from dugout.selling.terms import ConfirmationKind, Evidence, Listed, Shown, Who

WORDS = {
    ConfirmationKind.AGREED_TO_QUESTIONS: "They agreed to be asked questions",
    ConfirmationKind.NEEDS_SUMMARY: "The written summary is right",
    ConfirmationKind.NO_CONCERNS: "They have no concern about us",
    ConfirmationKind.PRICE_KNOWN: "They know the price",
    ConfirmationKind.REASONS_REVIEWED: "Why they chose us was gone through",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationValues:
    """That a contact of the account confirmed something on a day, with corrections in `note`."""

    kind: ConfirmationKind
    contact: Who
    day: date
    note: str = ""


class Confirmed(NamedTuple):
    """`at` is the moment at which it was written down."""

    kind: ConfirmationKind
    contact: str
    day: date
    at: datetime


CONFIRMED = rows_as("confirmed", Confirmed, lambda: on_sale(Confirmation), contact=contact_name("contact__"))


def of_kind(kind: ConfirmationKind, missing: str) -> Condition:
    """A condition that one confirmation by a contact meets; the latest is named."""

    def check(confirmed: Sequence[Confirmed]) -> Checked:
        found = max((one for one in confirmed if one.kind is kind), key=lambda one: one.day, default=None)
        return met(f"{found.contact} confirmed on {in_words(found.day)}.") if found else unmet(missing)

    return of_sale(kind.value, (CONFIRMED,), check, form=parts_of(kind))


def price_known(
    prices: Sequence[int | None], changed_at: datetime | None, confirmed: Sequence[Confirmed]
) -> Checked:
    if not prices:
        return unmet("The offer has no lines.")
    if unpriced := sum(price is None for price in prices):
        return unmet(f"{count(unpriced, 'line')} of the offer without a price.")
    known = [one for one in confirmed if one.kind is ConfirmationKind.PRICE_KNOWN]
    if not known:
        return unmet("Nobody confirmed that they know the price.")
    last = max(known, key=lambda one: one.at)
    if changed_at is not None and last.at < changed_at:
        return unmet(f"The offer changed after {last.contact} confirmed its price on {in_words(last.day)}.")
    return met(f"{last.contact} confirmed on {in_words(last.day)}.")


def parts_of(kind: ConfirmationKind, *, needs: str = "") -> Callable[[Asks], list[Part]]:
    """The form of a gate that a confirmation of this kind meets."""

    def parts(asks: Asks) -> list[Part]:
        return [adds(CONFIRMATION, asks=_asked(asks), fixed={"kind": kind}, needs=needs)]

    return parts


def form(asks: Asks) -> Part:
    kinds = [(kind.value, words) for kind, words in WORDS.items()]
    what = Ask("What", choices=kinds, nothing="Choose", needed=True)
    asked = {"kind": what, **_asked(asks), "day": on_day(needed=True)}
    return adds(CONFIRMATION, asks=asked, title="What did they confirm?", button="Write it down")


def _asked(asks: Asks) -> dict[str, Ask]:
    note = Ask("What they said or corrected", beside=True)
    return {"contact": who(asks, "Who confirmed it"), "day": on_day(), "note": note}


def shown(row: Confirmation) -> Shown:
    told = (f"{row.contact.name}, ", row.day, f", written down by {row.by.name}")
    lines = (told, (row.note,)) if row.note else (told,)
    return Shown(title=(WORDS[ConfirmationKind(row.kind)],), state="done", lines=lines)


CONDITIONS = (
    of_kind(ConfirmationKind.AGREED_TO_QUESTIONS, "Nobody agreed to be asked questions yet."),
    of_kind(ConfirmationKind.NEEDS_SUMMARY, "The client did not confirm the written summary."),
    of_kind(ConfirmationKind.REASONS_REVIEWED, "The reasons were not reviewed with the client."),
    of_sale(
        "price_known",
        (PRICES, OFFER_CHANGED_AT, CONFIRMED),
        price_known,
        form=parts_of(ConfirmationKind.PRICE_KNOWN, needs="line"),
    ),
)
CONFIRMATION = Evidence(
    key="confirmation",
    summary="They confirmed it",
    model=Confirmation,
    values=ConfirmationValues,
    beside=("contact", "by"),
    of_account=True,
    form=form,
    listed=Listed(
        heading="Confirmed",
        add="Add a confirmation",
        none="Nothing yet.",
        row=shown,
        order=("day", "id"),
    ),
)
