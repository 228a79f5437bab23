"""Concerns: worries about us as a supplier, each met by an answer with proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dugout.gates.queries import rows_as
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Part
from dugout.selling.evidence.asking import adds, answers, of_sale, on_day, who
from dugout.selling.evidence.confirmations import CONFIRMATION, CONFIRMED, Confirmed
from dugout.selling.models import Concern
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import on_sale
from dugout.selling.rules.gates import all_answered, in_words
from dugout.selling.terms import NOBODY, ConfirmationKind, Evidence, Listed, Shown, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernValues:
    """A worry about us as a supplier; it counts as answered with answer and proof."""

    text: str
    contact: Who = NOBODY
    answer: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAnswer:
    """With proof: without it the gate stays unmet."""

    answer: str
    proof: str


class Worry(NamedTuple):
    text: str
    answer: str
    proof: str


WORRIES = rows_as("worries", Worry, lambda: on_sale(Concern))


def is_answered(worry: Concern | Worry) -> bool:
    return bool(worry.answer and worry.proof)


def concerns_answered(worries: Sequence[Worry], confirmed: Sequence[Confirmed]) -> Checked:
    if worries:
        waiting = [one.text for one in worries if not is_answered(one)]
        return all_answered("concern", waiting, len(worries), " with proof")
    none = [one for one in confirmed if one.kind is ConfirmationKind.NO_CONCERNS]
    if none:
        return met(f"{none[-1].contact} said on {in_words(none[-1].day)} that there are none.")
    return unmet("No concern is listed, and nobody said that there are none.")


def parts(asks: Asks) -> list[Part]:
    """Each open concern is answered with proof; where none is listed, one is, or they say that they have none."""
    listed = asks.rows(Concern)
    if waiting := [one for one in listed if not is_answered(one)]:
        return [_answering(one, at=f"c{one.id}") for one in waiting]
    said_none = {"contact": who(asks, "Who said that there are none"), "day": on_day()}
    none = {"kind": ConfirmationKind.NO_CONCERNS}
    return [
        _adding(Ask("What worries them about us")),
        adds(CONFIRMATION, asks=said_none, fixed=none, otherwise="or they have none"),
    ]


def _adding(text: Ask, **more: Any) -> Part:
    asked = {"text": text, "answer": Ask("Our answer"), "proof": Ask("The proof", beside=True)}
    return adds(CONCERN, asks=asked, **more)


def _answering(concern: Concern, *, needed: bool = False, **more: Any) -> Part:
    hint = "What they can look at: a reference, a figure, a visit."
    asked = {
        "answer": Ask("Our answer", rows=2, needed=needed),
        "proof": Ask("The proof", help=hint, needed=needed),
    }
    usual = {"answer": concern.answer, "proof": concern.proof}
    return answers(CONCERN, concern.id, asks=asked, about=concern.text, usual=usual, **more)


def form(_asks: Asks) -> Part:
    return _adding(
        Ask("The concern, in their words", rows=2, needed=True),
        title="What worries them about us?",
        button="List the concern",
        hint="Its gate is met once it has an answer and proof. Both may follow later.",
    )


def answer_form(concern: Concern) -> Part:
    return _answering(concern, needed=True, title="Answer with proof", button="Answer the concern")


def shown(row: Concern) -> Shown:
    told = [row.answer] if row.answer else []
    if row.answer and row.proof:
        told.append(f"Proof: {row.proof}")
    lacks = "" if is_answered(row) else "No proof yet." if row.answer else "Not answered."
    return Shown(
        title=(row.text,), state="open" if lacks else "done", lines=[(one,) for one in told], lacks=lacks
    )


CONDITIONS = (of_sale("concerns_answered", (WORRIES, CONFIRMED), concerns_answered, form=parts),)
CONCERN = Evidence(
    key="concern",
    summary="Add a concern about us",
    model=Concern,
    values=ConcernValues,
    form=form,
    answers=ConcernAnswer,
    answer_form=answer_form,
    listed=Listed(
        heading="Concerns about us", add="List a concern", none="None is listed.", answer="Answer", row=shown
    ),
    told=lambda row: ("Concern", row.text, row.answer),
)
