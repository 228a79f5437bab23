"""A hand-off as JSON, and what its operations take."""

from typing import Annotated, Any, Literal

from ninja import Schema

from dugout.api.shapes import OfAccount, Sent
from dugout.api.shown import From, Id, Moment, shown
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.queries.moves import move_now
from dugout.handoffs.queries.page import HandoffPage


def _move_of(row: Handoff) -> int | None:
    """Needs the account loaded and `mark_introduced`."""
    move = move_now(row)
    return move.person_id or move.pool_id if move else None


def _saved(page: HandoffPage) -> list[DebriefAnswer]:
    return [one.answer for one in page.questions if one.answer]


class HandoffRow(Schema):
    """A hand-off in a list. `move_of` is whose move it is: a person, or the pool."""

    id: Id
    account: Id
    account_name: Annotated[str, From("account.name")]
    opportunity: Id | None
    state: str
    from_person: Annotated[Id, From("hands_over_id")]
    receiver: Id | None
    pool: Id | None
    receiver_because: str
    move_of: Annotated[Id | None, From(_move_of)]
    opened_at: Moment
    move_since: Moment
    ended_at: Moment | None
    version: int


class HandoffGateOut(Schema):
    key: Annotated[str, From("gate.key")]
    sentence: Annotated[str, From("gate.sentence")]
    required: Annotated[bool, From("gate.required")]
    met: bool
    because: str


class AnswerOut(Schema):
    """`version` is what If-Match takes. `prefilled` until a person saved it."""

    question: str
    text: str
    prefilled: bool
    by: Id | None
    at: Moment
    version: int


class ClockOut(Schema):
    """A clock in business hours; `left_seconds` is below zero once the time is over."""

    kind: str
    started_at: Moment
    hours: int
    half_at: Annotated[Moment, From("reading.half_at")]
    due_at: Annotated[Moment, From("reading.due_at")]
    twice_at: Annotated[Moment, From("reading.twice_at")]
    left_seconds: Annotated[int, From(lambda clock: int(clock.reading.left.total_seconds()))]
    state: Annotated[str, From("reading.state")]


class AcceptanceOut(Schema):
    id: Id
    handoff: Id
    by: Id
    at: Moment


class HandoffOut(HandoffRow):
    """A hand-off whole. `completeness` is required gates met over required gates, in percent, rounded down."""

    completeness: Annotated[int, From("percent")]
    gates: list[HandoffGateOut]
    answers: Annotated[list[AnswerOut], From(_saved)]
    clock: ClockOut | None
    returned_for: Annotated[dict[str, str], From("reasons")]
    acceptance: AcceptanceOut | None


class HandoffsAsked(OfAccount):
    """What the list of hand-offs is filtered by. `mine`: those that the caller is to answer."""

    state: Literal["draft", "submitted", "returned", "accepted", "withdrawn"] | None = None
    mine: bool = False


class OpenIn(Sent):
    account: str


class DebriefAnswerIn(Sent):
    text: str


class SeenIn(Sent):
    """`seen` is the hand-off's version as the caller read it; If-Match says the same. Neither: nothing is compared."""

    seen: int | None = None


class ReturnReasonIn(Sent):
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


def handoff_out(page: HandoffPage) -> dict[str, Any]:
    """A hand-off whole."""
    return shown(HandoffOut, page, **shown(HandoffRow, page.handoff))
