"""Which verb writes which of the things that gates ask for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dugout.accounts.commands.roles import give_role
from dugout.client_document.commands.needs import add_need, change_need
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemState, NeedValues
from dugout.history.terms import Direction
from dugout.selling.commands import closing, evidence, lines, opportunities
from dugout.selling.commands.supplying.desk import Desk
from dugout.selling.parts.holding import contact_of
from dugout.selling.rules.gates import comes_after
from dugout.selling.terms import (
    GivenAuthority,
    GivenBudget,
    GivenConcern,
    GivenConcernAnswer,
    GivenConfirmation,
    GivenLine,
    GivenMatch,
    GivenNeed,
    GivenNextStep,
    GivenObjectionAnswer,
    GivenRequest,
    GivenThanks,
    OpportunityValues,
    Supply,
)
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.terms import LOGGED_KIND, LoggedEntry
from dugout.values.records import values_of
from dugout.values.refused import Refused

THANKS = "thanks"


def write(desk: Desk, given: Supply) -> None:
    """Writes one of them down. Refused as its verb refuses."""
    VERBS[type(given)](desk, given)


def _confirmation(desk: Desk, given: GivenConfirmation) -> None:
    evidence.record_confirmation(
        opportunity_id=desk.sale.id, kind=given.kind, contact_id=desk.contact(given.who), day=given.day,
        note=given.note, by=desk.by, at=desk.at,
    )  # fmt: skip


def _authority(desk: Desk, given: GivenAuthority) -> None:
    contact_id = contact_of(desk.sale, desk.contact(given.who)).id
    give_role(contact_id=contact_id, role=given.role, by=desk.by, at=desk.at)


def _need(desk: Desk, given: GivenNeed) -> None:
    _add_need(desk, given.text, ItemState.OPEN)


def _add_need(desk: Desk, text: str, state: ItemState) -> int:
    values = NeedValues(text=text, state=state)
    return add_need(account_id=_account(desk), values=values, by=desk.by, at=desk.at).id


def _budget(desk: Desk, given: GivenBudget) -> None:
    _change(desk, budget=given.budget)


def _next_step(desk: Desk, given: GivenNextStep) -> None:
    if given.day is not None and not comes_after(given.day, desk.sale.closed_on):
        raise Refused.because(
            "This day is not after the win.", "Write what comes next, on a later day.", "next_step_on"
        )
    _change(desk, next_step=given.text, next_step_on=given.day)


def _change(desk: Desk, **fields: Any) -> None:
    desk.sale.refresh_from_db()
    values = replace(values_of(OpportunityValues, desk.sale), **fields)
    opportunities.change_opportunity(
        opportunity_id=desk.sale.id, values=values, seen=desk.sale.version, by=desk.by, at=desk.at
    )


def _concern(desk: Desk, given: GivenConcern) -> None:
    evidence.add_concern(
        opportunity_id=desk.sale.id, text=given.text, answer=given.answer, proof=given.proof, by=desk.by,
        at=desk.at,
    )  # fmt: skip


def _concern_answer(desk: Desk, given: GivenConcernAnswer) -> None:
    evidence.answer_concern(
        opportunity_id=desk.sale.id, concern_id=given.concern_id, answer=given.answer, proof=given.proof,
        by=desk.by, at=desk.at,
    )  # fmt: skip


def _line(desk: Desk, given: GivenLine) -> None:
    made = lines.add_line(
        opportunity_id=desk.sale.id, line=given.line, seen=desk.version(), by=desk.by, at=desk.at
    )
    desk.line_id = made.id


def _match(desk: Desk, given: GivenMatch) -> None:
    need_id = given.need_id or _add_need(desk, given.new_need, ItemState.AGREED)
    need = Need.objects.filter(id=need_id, account=_account(desk)).first()
    if need is not None and need.state == ItemState.OPEN:
        agreed = replace(values_of(NeedValues, need), state=ItemState.AGREED)
        change_need(need_id=need.id, values=agreed, seen=need.version, by=desk.by, at=desk.at)
    evidence.match_need(
        opportunity_id=desk.sale.id, need_id=need_id, line_id=given.line_id or desk.line_id or 0,
        reaction=given.reaction, by=desk.by, at=desk.at,
    )  # fmt: skip


def _request(desk: Desk, given: GivenRequest) -> None:
    closing.ask_commitment(
        opportunity_id=desk.sale.id, contact_id=desk.contact(given.who), day=given.day, note=given.note,
        by=desk.by, at=desk.at,
    )  # fmt: skip


def _objection_answer(desk: Desk, given: GivenObjectionAnswer) -> None:
    evidence.answer_objection(
        opportunity_id=desk.sale.id,
        objection_id=given.objection_id,
        answer=given.answer,
        by=desk.by,
        at=desk.at,
    )


def _thanks(desk: Desk, given: GivenThanks) -> None:
    contact = contact_of(desk.sale, desk.contact(given.who))
    usual = LOGGED_KIND[given.kind].direction if given.kind in LOGGED_KIND else Direction.FROM_US
    entry = LoggedEntry(
        account_id=_account(desk), kind=given.kind, text=given.text, happened_at=desk.at, direction=usual,
        purpose=THANKS, contacts=(contact.id,), people=(desk.by.person_id,) if desk.by.person_id else (),
    )  # fmt: skip
    log_entry(entry=entry, by=desk.by, at=desk.at)


def _account(desk: Desk) -> int:
    if desk.sale.account_id is None:
        raise Refused.because("This sale has no account.", "Name its account first.", code="no-account")
    return desk.sale.account_id


VERBS: dict[type, Callable[[Desk, Any], None]] = {
    GivenConfirmation: _confirmation,
    GivenAuthority: _authority,
    GivenNeed: _need,
    GivenBudget: _budget,
    GivenConcern: _concern,
    GivenConcernAnswer: _concern_answer,
    GivenLine: _line,
    GivenMatch: _match,
    GivenRequest: _request,
    GivenObjectionAnswer: _objection_answer,
    GivenNextStep: _next_step,
    GivenThanks: _thanks,
}
