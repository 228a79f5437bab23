"""Goals: one with its past, adding, changing."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.client_document.commands import goals as commands
from dugout.client_document.models import Goal
from dugout.client_document.queries import items
from dugout.client_document.queries.document import account_for
from dugout.client_document.rules.items import GOAL_MOVES
from dugout.client_document.terms import GoalState, GoalValues
from dugout.values.refused import Refused
from dugout.web.documents.choosing import read_choice
from dugout.web.documents.record import show_record
from dugout.web.documents.showing import show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say


@guarded(Action.READ)
def goal(request: SignedInRequest, goal_id: int) -> HttpResponse:
    """With its past: each value that it had, from when, told by whom."""
    return show_record(request, "goal", items.goal(goal_id))


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def add_goal(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = account_for(account_id)
    must(request.viewer, Action.WRITE_DOCUMENT, account)
    if request.method != "POST":
        return _form(request, account)
    try:
        made = commands.add_goal(
            account_id=account_id, values=read_goal(request), by=request.viewer.author, at=request.at
        )
    except Refused as refusal:
        return _form(request, account, refusal=refusal)
    say(request, "Goal added.")
    return _back(made)


@guarded(Action.WRITE_DOCUMENT, "GET", "POST")
def change_goal(request: SignedInRequest, goal_id: int) -> HttpResponse:
    row = items.goal(goal_id)
    must(request.viewer, Action.WRITE_DOCUMENT, row.account)
    if request.method != "POST":
        return _form(request, row.account, row)
    try:
        changed = commands.change_goal(
            goal_id=goal_id,
            values=read_goal(request),
            seen=read_id(request.POST.get("over") or request.POST.get("seen")) or 0,
            by=request.viewer.author,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, row.account, items.goal(goal_id), refusal)
    say(request, "Goal changed.")
    return _back(changed)


def read_goal(request: SignedInRequest) -> GoalValues:
    typed = request.POST
    return GoalValues(
        text=typed.get("text", ""),
        measure=typed.get("measure", ""),
        baseline=typed.get("baseline", ""),
        target=typed.get("target", ""),
        current=typed.get("current", ""),
        due_on=read_day(typed.get("due_on"), "due_on"),
        state=read_choice(GoalState, typed.get("state")) or GoalState.OPEN,
    )


def _form(
    request: SignedInRequest, account: Account, row: Goal | None = None, refusal: Refused | None = None
) -> HttpResponse:
    return show_form(
        request,
        "goal",
        account,
        refusal,
        row=row,
        path=f"/goals/{row.id}/change" if row else f"/accounts/{account.id}/goals/new",
        back=f"/accounts/{account.id}/document#goals",
        states=_states(row),
    )


def _states(row: Goal | None) -> list[tuple[str, str]]:
    """The states that the goal can take next, its own first."""
    if row is None:
        ways = [GoalState.OPEN, GoalState.ON_TRACK, GoalState.BEHIND]
    else:
        old = GoalState(row.state)
        ways = [old, *(state for state in GoalState if state in GOAL_MOVES[old])]
    return [(state.value, state.label.capitalize()) for state in ways]


def _back(row: Goal) -> HttpResponse:
    return HttpResponseRedirect(f"/accounts/{row.account_id}/document#goal-{row.id}")
