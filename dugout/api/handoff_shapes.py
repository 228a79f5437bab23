"""A hand-off as JSON, and what its operations take."""

from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict

from dugout.api.shapes import OfAccount, id_text, moment
from dugout.handoffs.models import Acceptance, DebriefAnswer, Handoff
from dugout.handoffs.queries.moves import move_now
from dugout.handoffs.queries.page import HandoffPage


class HandoffRow(Schema):
    """A hand-off in a list. `move_of` is whose move it is: a person, or the pool."""

    id: str
    account: str
    account_name: str
    opportunity: str | None
    state: str
    from_person: str
    receiver: str | None
    pool: str | None
    receiver_because: str
    move_of: str | None
    opened_at: str
    move_since: str
    ended_at: str | None
    version: int


class HandoffList(Schema):
    items: list[HandoffRow]
    next: str | None


class HandoffGateOut(Schema):
    key: str
    sentence: str
    required: bool
    met: bool
    because: str


class AnswerOut(Schema):
    """`version` is what If-Match takes. `prefilled` until a person saved it."""

    question: str
    text: str
    prefilled: bool
    by: str | None
    at: str
    version: int


class ClockOut(Schema):
    """A clock in business hours; `left_seconds` is below zero once the time is over."""

    kind: str
    started_at: str
    hours: int
    half_at: str
    due_at: str
    twice_at: str
    left_seconds: int
    state: str


class AcceptanceOut(Schema):
    id: str
    handoff: str
    by: str
    at: str


class HandoffOut(HandoffRow):
    """A hand-off whole. `completeness` is required gates met over required gates, in percent, rounded down."""

    completeness: int
    gates: list[HandoffGateOut]
    answers: list[AnswerOut]
    clock: ClockOut | None
    returned_for: dict[str, str]
    acceptance: AcceptanceOut | None


class HandoffsAsked(OfAccount):
    """What the list of hand-offs is filtered by. `mine`: those that the caller is to answer."""

    state: Literal["draft", "submitted", "returned", "accepted", "withdrawn"] | None = None
    mine: bool = False


class HandoffSent(Schema):
    model_config = ConfigDict(extra="forbid")


class OpenIn(HandoffSent):
    account: str


class DebriefAnswerIn(HandoffSent):
    text: str


class SeenIn(HandoffSent):
    """`seen` is the hand-off's version as the caller read it; If-Match says the same. Neither: nothing is compared."""

    seen: int | None = None


class ReturnReasonIn(HandoffSent):
    gate: str
    text: str


class ReturnIn(SeenIn):
    reasons: list[ReturnReasonIn]


class WithdrawIn(SeenIn):
    reason: str


class ChooseIn(SeenIn):
    """Either a person or a department."""

    person: str | None = None
    department: str | None = None
    reason: str


def handoff_row(row: Handoff) -> dict[str, Any]:
    """A row of a list; needs the account loaded and `mark_introduced`. No query."""
    move = move_now(row)
    return {
        "id": id_text(row.id),
        "account": id_text(row.account_id),
        "account_name": row.account.name,
        "opportunity": id_text(row.opportunity_id),
        "state": row.state,
        "from_person": id_text(row.hands_over_id),
        "receiver": id_text(row.receiver_id),
        "pool": id_text(row.pool_id),
        "receiver_because": row.receiver_because,
        "move_of": id_text(move.person_id or move.pool_id) if move else None,
        "opened_at": moment(row.opened_at),
        "move_since": moment(row.move_since),
        "ended_at": moment(row.ended_at),
        "version": row.version,
    }


def handoff_out(page: HandoffPage) -> dict[str, Any]:
    """A hand-off whole. No query."""
    clock = page.clock
    return handoff_row(page.handoff) | {
        "completeness": page.percent,
        "gates": [
            {
                "key": one.gate.key,
                "sentence": one.gate.sentence,
                "required": one.gate.required,
                "met": one.met,
                "because": one.because,
            }
            for one in page.gates
        ],
        "answers": [answer_out(one.answer) for one in page.questions if one.answer],
        "clock": None
        if clock is None
        else {
            "kind": clock.kind.value,
            "started_at": moment(clock.started_at),
            "hours": clock.hours,
            "half_at": moment(clock.reading.half_at),
            "due_at": moment(clock.reading.due_at),
            "twice_at": moment(clock.reading.twice_at),
            "left_seconds": int(clock.reading.left.total_seconds()),
            "state": clock.reading.state.value,
        },
        "returned_for": dict(page.reasons),
        "acceptance": acceptance_out(page.acceptance) if page.acceptance else None,
    }


def answer_out(answer: DebriefAnswer) -> dict[str, Any]:
    return {
        "question": answer.question,
        "text": answer.text,
        "prefilled": answer.prefilled,
        "by": id_text(answer.by_id),
        "at": moment(answer.at),
        "version": answer.version,
    }


def acceptance_out(acceptance: Acceptance) -> dict[str, Any]:
    return {
        "id": id_text(acceptance.id),
        "handoff": id_text(acceptance.handoff_id),
        "by": id_text(acceptance.by_id),
        "at": moment(acceptance.at),
    }
