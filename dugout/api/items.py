"""Needs, goals and promises of a client as the API declares them."""

from dugout.access.terms import Action
from dugout.api.records import Record
from dugout.api.shapes import OfAccount
from dugout.api.shown import Id, Moment
from dugout.client_document.commands import goals, needs, promises
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.queries import items
from dugout.client_document.terms import GoalValues, NeedValues, PromiseState, PromiseValues


class PromisesAsked(OfAccount):
    state: PromiseState | None = None


NEED: Record[Need, NeedValues] = Record(
    word="need",
    model=Need,
    values=NeedValues,
    rows=items.needs,
    add=needs.add_need,
    change=needs.change_need,
    write=Action.WRITE_DOCUMENT,
    asked=OfAccount,
    about="`day` is today unless told; `source_entry` is the entry in which it was said.",
)
GOAL: Record[Goal, GoalValues] = Record(
    word="goal",
    model=Goal,
    values=GoalValues,
    rows=items.goals,
    add=goals.add_goal,
    change=goals.change_goal,
    write=Action.WRITE_DOCUMENT,
    asked=OfAccount,
)
PROMISE: Record[Promise, PromiseValues] = Record(
    word="promise",
    model=Promise,
    values=PromiseValues,
    rows=items.promises,
    add=promises.add_promise,
    change=promises.change_promise,
    write=Action.WRITE_DOCUMENT,
    asked=PromisesAsked,
    narrowed=lambda rows, asked: rows.filter(state=asked.state.value) if asked.state else rows,
    usual_fields=("by_id", "made_on"),
    usual=lambda request: {"by_id": request.viewer.person.id, "made_on": request.viewer.day},
    more=(
        ("state", PromiseState),
        ("settled_by", Id | None),
        ("settled_at", Moment | None),
    ),
    about="`by` is the caller and `made_on` today unless told; `said_in` is the entry in which it was said.",
)
