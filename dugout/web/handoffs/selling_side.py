"""The selling side's moves: open by hand, submit, withdraw."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.handoffs.commands import moving, opening
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.page import handoff_page
from dugout.values.refused import Refused
from dugout.web.forms import answered
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.handoffs.handoffs import show_handoff, show_handoff_form
from dugout.web.reading import read_id
from dugout.web.saying import say


@guarded(Action.OPEN_HANDOFF, "POST")
def open_handoff(request: SignedInRequest, account_id: int) -> HttpResponse:
    allowed(request, Action.OPEN_HANDOFF, Account, account_id)
    made = opening.open_handoff(account_id=account_id, by=request.by, at=request.at)
    say(request, "The hand-off is open. Its debrief is filled in from what is known.")
    return HttpResponseRedirect(f"/handoffs/{made.id}")


@guarded(Action.SUBMIT_HANDOFF, "POST")
def submit_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    handoff = allowed(request, Action.SUBMIT_HANDOFF, Handoff, handoff_id)
    try:
        moving.submit_handoff(
            handoff_id=handoff_id,
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return show_handoff(request, handoff_id, refusal)
    say(request, f"Handed over. It is {handoff.receiver or handoff.pool}’s move now.")
    return HttpResponseRedirect(f"/handoffs/{handoff_id}")


@guarded(Action.SUBMIT_HANDOFF, "GET", "POST")
def withdraw_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    handoff = allowed(request, Action.SUBMIT_HANDOFF, Handoff, handoff_id)
    return answered(
        request,
        form=lambda refusal: show_handoff_form(
            request, "withdraw", handoff_page(handoff_id, at=request.at), refusal
        ),
        verb=lambda: moving.withdraw_handoff(
            handoff_id=handoff_id,
            reason=request.POST.get("reason", ""),
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        ),
        said=f"The hand-off of {handoff.account.name} is withdrawn.",
        back=f"/handoffs/{handoff_id}",
    )
