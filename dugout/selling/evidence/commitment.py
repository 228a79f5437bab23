"""Commitment: that it was asked for, of whom and when, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dugout.gates.queries import rows_as
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Part
from dugout.selling.evidence.asking import adds, of_sale, on_day, who
from dugout.selling.models import CommitmentRequest
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import contact_name, on_sale
from dugout.selling.rules.gates import THE_WIN, in_words
from dugout.selling.terms import Commitment, Evidence, Listed, Shown, Who
from dugout.values.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestValues:
    """That it was asked for, of whom and when. Counted."""

    contact: Who
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestKept:
    """That commitment was asked for, and what they answered."""

    contact: Who
    day: date
    answer: Commitment
    answered_on: date | None
    note: str


class Request(NamedTuple):
    contact: str
    day: date
    answer: Commitment
    answered_on: date | None


REQUESTS = rows_as("requests", Request, lambda: on_sale(CommitmentRequest), contact=contact_name("contact__"))


def times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def commitment_asked(requests: Sequence[Request]) -> Checked:
    if not requests:
        return unmet("Commitment was not asked for.")
    last = requests[-1]
    return met(f"Asked {times(len(requests))}, last {last.contact} on {in_words(last.day)}.")


def commitment_given(requests: Sequence[Request]) -> Checked:
    given = [one for one in requests if one.answer is Commitment.GIVEN]
    if given and given[-1].answered_on:
        return met(f"{given[-1].contact} gave it on {in_words(given[-1].answered_on)}.")
    refused = sum(one.answer is Commitment.REFUSED for one in requests)
    return unmet(f"Refused {times(refused)}." if refused else "No answer yet.")


def parts(asks: Asks) -> list[Part]:
    return [adds(REQUEST, asks=_asked(asks, needed=False))]


def form(asks: Asks) -> Part:
    intro = "Each time that you asked counts. What they answer is written down after."
    title, asked = "Whom did you ask for commitment?", _asked(asks, needed=True)
    return adds(REQUEST, asks=asked, title=title, button="Write it down", intro=intro)


def _asked(asks: Asks, *, needed: bool) -> dict[str, Ask]:
    note = Ask("What you asked for", beside=True)
    return {"contact": who(asks, "Whom you asked"), "day": on_day(needed=needed), "note": note}


def shown(row: CommitmentRequest) -> Shown:
    answered = {Commitment.GIVEN: "They said yes, ", Commitment.REFUSED: "They said no, "}
    state = {Commitment.GIVEN: "done", Commitment.REFUSED: "refused"}.get(Commitment(row.answer), "waiting")
    told = (answered[Commitment(row.answer)], row.answered_on) if row.answered_on else ("No answer yet",)
    lines = (told, (row.note,)) if row.note else (told,)
    return Shown(title=(f"Asked {row.contact.name}, ", row.day), state=state, lines=lines)


def check_going(row: CommitmentRequest) -> None:
    if row.answer == Commitment.GIVEN:
        raise Refused.because("The win rests on this commitment.", "Undo the win instead.")


CONDITIONS = (
    of_sale("commitment_asked", (REQUESTS,), commitment_asked, form=parts, met_by=THE_WIN),
    of_sale("commitment_given", (REQUESTS,), commitment_given, met_by=THE_WIN),
)
REQUEST = Evidence(
    key="commitment_request",
    place="commitment",
    summary="Ask for commitment",
    adds_by="ask-commitment",
    model=CommitmentRequest,
    beside=("contact",),
    values=RequestValues,
    kept=RequestKept,
    form=form,
    answer_place="commitment/{}/refused",
    added="commitment_asked",
    only_open=True,
    of_account=True,
    day_was="Take the day on which you asked.",
    check_going=check_going,
    listed=Listed(
        heading="Commitment",
        add="Ask for commitment",
        none="Nobody was asked yet.",
        answer="They said no",
        row=shown,
        order=("day", "id"),
    ),
)
