"""Objections: what they hold against it when they are asked to commit, and what we answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from dugout.gates.queries import rows_as
from dugout.gates.rules import met
from dugout.gates.terms import Ask, Checked, Part
from dugout.selling.evidence.asking import adds, answers, of_sale
from dugout.selling.models import Objection
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import on_sale
from dugout.selling.rules.gates import all_answered
from dugout.selling.terms import Evidence, Listed, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionValues:
    """What the client held against it, perhaps with our answer already."""

    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswer:
    answer: str


OBJECTED = rows_as("objected", ObjectionValues, lambda: on_sale(Objection))


def objections_answered(objected: Sequence[ObjectionValues]) -> Checked:
    """An objection is a record of something said: where nothing was said nothing is missing."""
    waiting = [one.text for one in objected if not one.answer]
    return all_answered("objection", waiting, len(objected)) if objected else met("No objection was made.")


def parts(asks: Asks) -> list[Part]:
    asked = {"answer": Ask("Our answer", rows=2)}
    waiting = [one for one in asks.rows(Objection) if not one.answer]
    return [answers(OBJECTION, one.id, asks=asked, at=f"o{one.id}", about=one.text) for one in waiting]


def form(_asks: Asks) -> Part:
    hint = "May follow later; the win waits for it."
    asked = {
        "text": Ask("The objection, in their words", rows=2, needed=True),
        "answer": Ask("Our answer", rows=2, help=hint),
    }
    title = "What do they hold against it?"
    return adds(OBJECTION, asks=asked, title=title, button="Write the objection down")


def answer_form(row: Objection) -> Part:
    asked = {"answer": Ask("Our answer", rows=3, needed=True)}
    title = "Answer the objection"
    usual = {"answer": row.answer}
    return answers(OBJECTION, row.id, asks=asked, about=row.text, usual=usual, title=title, button=title)


def shown(row: Objection) -> Shown:
    if row.answer:
        return Shown(title=(row.text,), state="done", lines=((row.answer,),))
    return Shown(title=(row.text,), state="open", lacks="Not answered.")


CONDITIONS = (of_sale("objections_answered", (OBJECTED,), objections_answered, form=parts),)
OBJECTION = Evidence(
    key="objection",
    summary="Add an objection",
    model=Objection,
    values=ObjectionValues,
    form=form,
    answers=ObjectionAnswer,
    answer_form=answer_form,
    listed=Listed(
        heading="Objections", add="Add an objection", none="None was made.", answer="Answer", row=shown
    ),
    told=lambda row: ("Objection", row.text, row.answer),
)
