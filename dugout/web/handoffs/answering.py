"""The receiver's decision: accept, or return with a reason for each gate."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.handoffs.commands import accepting, moving
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import HandoffState, ReturnReason
from dugout.values.refused import Refused
from dugout.web.forms import answered
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.handoffs.handoffs import show_handoff, show_handoff_form
from dugout.web.reading import read_id
from dugout.web.saying import say


@guarded(Action.ANSWER_HANDOFF, "POST")
def accept_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    """Who comes second reads on the same page who was first."""
    handoff = allowed(request, Action.ANSWER_HANDOFF, Handoff, handoff_id)
    try:
        accepting.accept_handoff(
            handoff_id=handoff_id,
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return show_handoff(request, handoff_id, refusal)
    say(request, f"{handoff.account.name} is handed over. {handoff.hands_over.name} was told.")
    return HttpResponseRedirect(f"/handoffs/{handoff_id}")


@guarded(Action.ANSWER_HANDOFF, "GET", "POST")
def return_handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    handoff = allowed(request, Action.ANSWER_HANDOFF, Handoff, handoff_id)

    def form(refusal: Refused | None) -> HttpResponse:
        page = handoff_page(handoff_id, at=request.at)
        if page.state is not HandoffState.SUBMITTED and refusal is None:
            return HttpResponseRedirect(f"/handoffs/{handoff_id}")
        return show_handoff_form(request, "return", page, refusal)

    return answered(
        request,
        form=form,
        verb=lambda: moving.return_handoff(
            handoff_id=handoff_id,
            reasons=read_reasons(request),
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        ),
        said=f"Returned to {handoff.hands_over.name}, who was told why.",
        back=f"/handoffs/{handoff_id}",
    )


def read_reasons(request: SignedInRequest) -> tuple[ReturnReason, ...]:
    """The gates that were named, and those under which somebody wrote without naming them."""
    named = request.POST.getlist("gates")
    written = [
        key.removeprefix("reason_")
        for key, text in request.POST.items()
        if key.startswith("reason_") and isinstance(text, str) and text.strip()
    ]
    return tuple(
        ReturnReason(gate_key=key, text=request.POST.get(f"reason_{key}", ""))
        for key in dict.fromkeys([*named, *written])
    )
