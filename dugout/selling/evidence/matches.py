"""Need matches: an agreed need, the line of the offer that meets it, and what they said to that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from dugout.client_document.commands.needs import change_need
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemState, NeedValues
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Facts, Part
from dugout.selling.commands.evidence import add_evidence
from dugout.selling.commands.supplying import Desk
from dugout.selling.evidence.asking import line, of_sale
from dugout.selling.evidence.needs import NEEDS, NeedFact, write_need
from dugout.selling.models import NeedMatch, Opportunity, OpportunityLine
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import on_sale
from dugout.selling.rules.gates import count
from dugout.selling.terms import Evidence
from dugout.values.records import values_of
from dugout.values.refused import Refused

LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchValues:
    """A need of the account, the line of the offer that meets it, and what the client said to it.

    The same need and line again rewrites the reaction.
    """

    need_id: int
    line_id: int
    reaction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchGiven:
    """As a form gives it: a need that has no id is new, without `line_id` it is the form's own line."""

    need_id: int | None = None
    new_need: str = ""
    line_id: int | None = None
    reaction: str


# The ids of needs that some line meets.
MATCHED: Facts[Sequence[int]] = Facts(
    key="matched", none=(), column=lambda: ArraySubquery(on_sale(NeedMatch).values("need_id"))
)


def needs_matched(needs: Sequence[NeedFact], matched: Sequence[int]) -> Checked:
    agreed = [need for need in needs if need.state is ItemState.AGREED]
    if not agreed:
        return unmet("No need is agreed with the client.")
    missing = [need for need in agreed if need.id not in matched]
    if missing:
        whole = count(len(agreed), "agreed need")
        return unmet(f"{len(missing)} of {whole} matched to no line: {missing[0].text[:LONGEST]}")
    return met(f"{count(len(agreed), 'agreed need')} matched.")


def write(desk: Desk, given: MatchGiven) -> NeedMatch:
    """A need that was not agreed becomes so."""
    need_id = given.need_id or write_need(desk, given.new_need, ItemState.AGREED)
    need = Need.objects.filter(id=need_id, account=desk.account_id()).first()
    if need is not None and need.state == ItemState.OPEN:
        agreed = replace(values_of(NeedValues, need), state=ItemState.AGREED)
        change_need(need_id=need.id, values=agreed, seen=need.version, by=desk.by, at=desk.at)
    values = MatchValues(need_id=need_id, line_id=given.line_id or desk.line_id or 0, reaction=given.reaction)
    made: NeedMatch = add_evidence(MATCH, opportunity_id=desk.sale.id, values=values, by=desk.by, at=desk.at)
    return made


def check(sale: Opportunity, values: MatchValues) -> None:
    if not Need.objects.filter(id=values.need_id, account=sale.account).exists():
        raise Refused.because("This is not a need of this account.", "Choose one of its needs.", "need")
    if not OpportunityLine.objects.filter(id=values.line_id, opportunity=sale).exists():
        raise Refused.because("This is not a line of this offer.", "Choose one of its lines.", "line")


def parts(asks: Asks) -> list[Part]:
    """Each agreed need by a line and their reaction; where none is agreed, the one that they agreed to."""
    matched = {one.need_id for one in asks.rows(NeedMatch)}
    agreed = [one for one in asks.needs if one.state == ItemState.AGREED and one.id not in matched]
    which = {"line_id": line(asks, "Which line meets it")} if asks.lines else {}
    if not agreed:
        said = Ask("What they said to our answer", beside=bool(which))
        return [
            _part(
                {
                    **_need(asks, "Which need did they agree to", "The need that they agreed to"),
                    **which,
                    "reaction": said,
                }
            )
        ]
    asked = {**which, "reaction": Ask("What they said to it", beside=True)}
    return [_part(asked, at=f"n{one.id}", about=one.text, fixed={"need_id": one.id}) for one in agreed]


def form(asks: Asks) -> Part:
    warning = ("The offer has no line yet.", "Add one first: a need is matched to a line.")
    hint = "Matching says that they agreed to it."
    asked = {
        **_need(asks, "The need", "The need, in their words", hint),
        "line_id": line(asks, "The line that meets it"),
        "reaction": Ask("What they said to it", rows=2, needed=True),
    }
    return _part(
        asked,
        title="Which line meets which need?",
        button="Match the need",
        warning=None if asks.lines else warning,
    )


def _need(asks: Asks, which: str, new: str, hint: str = "") -> dict[str, Ask]:
    choices = [(one.id, one.text[:LONGEST]) for one in asks.needs]
    chosen = {"need_id": Ask(which, choices=choices, nothing="Choose a need")} if choices else {}
    label = "Or a new one, in their words" if choices else new
    return {**chosen, "new_need": Ask(label, help=hint, beside=bool(choices) and not hint)}


def _part(asked: dict[str, Ask], **more: Any) -> Part:
    return Part(values=MatchGiven, asks=asked, write=write, needs="line", **more)


CONDITIONS = (of_sale("needs_matched", (NEEDS, MATCHED), needs_matched, form=parts),)
MATCH = Evidence(
    key="need_match",
    place="matches/new",
    summary="Match a need to a line",
    model=NeedMatch,
    beside=("line__product",),
    values=MatchValues,
    form=form,
    once=("need_id", "line_id"),
    check=check,
)
