"""The selling side's moves: open by hand, submit, withdraw."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.handoffs.commands import moving, opening
from dugout.handoffs.queries.page import handoff_page
from dugout.values.refused import Missing, Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.handoffs.handoffs import show_form, show_handoff
from dugout.web.reading import read_id
from dugout.web.saying import say


@guarded(Action.OPEN_HANDOFF, "POST")
def open_handoff(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = Account.objects.filter(id=account_id).first()
    if account is None:
        raise Missing.because("There is no such account.", "Look for it in the list.")
    must(request.viewer, Action.OPEN_HANDOFF, account)
    made = opening.open_handoff(account_id=account_id, by=request.viewer.author, at=request.at)
    say(request, "The hand-off is open. Its debrief is filled in from what is known.")
    return HttpResponseRedirect(f"/handoffs/{made.id}")


@guarded(Action.SUBMIT_HANDOFF, "POST")
def submit_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    page = handoff_page(handoff_id, at=request.at)
    must(request.viewer, Action.SUBMIT_HANDOFF, page.handoff)
    try:
        moving.submit_handoff(
            handoff_id=handoff_id,
            seen=read_id(request.POST.get("seen")),
            by=request.viewer.author,
            at=request.at,
        )
    except Refused as refusal:
        return show_handoff(request, handoff_id, refusal)
    say(request, f"Handed over. It is {page.receiver_name}’s move now.")
    return HttpResponseRedirect(f"/handoffs/{handoff_id}")


@guarded(Action.SUBMIT_HANDOFF, "GET", "POST")
def withdraw_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    page = handoff_page(handoff_id, at=request.at)
    must(request.viewer, Action.SUBMIT_HANDOFF, page.handoff)
    refusal = None
    if request.method == "POST":
        try:
            moving.withdraw_handoff(
                handoff_id=handoff_id,
                reason=request.POST.get("reason", ""),
                seen=read_id(request.POST.get("seen")),
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"The hand-off of {page.handoff.account.name} is withdrawn.")
            return HttpResponseRedirect(f"/handoffs/{handoff_id}")
    return show_form(request, "withdraw", page, refusal)
