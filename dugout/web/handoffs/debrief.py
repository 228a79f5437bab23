"""Writing one answer of the debrief."""

from django.http import HttpResponse

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.handoffs.commands import debrief
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import NONE_KNOWN, QUESTION
from dugout.values.refused import Missing, Refused
from dugout.web.forms import answered
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.handoffs.handoffs import show_handoff_form
from dugout.web.reading import read_id


@guarded(Action.WRITE_DEBRIEF, "GET", "POST")
def answer_question(request: SignedInRequest, handoff_id: int, question: str) -> HttpResponse:
    """A stale save shows both texts; the button then saves over what the page names."""
    if question not in QUESTION:
        raise Missing.because("The debrief has no such question.", "Choose one of its page.")
    allowed(request, Action.WRITE_DEBRIEF, Handoff, handoff_id)

    def form(refusal: Refused | None) -> HttpResponse:
        page = handoff_page(handoff_id, at=request.at)
        one = next(one for one in page.questions if one.question.key == question)
        return show_handoff_form(request, "answer", page, refusal, one=one)

    return answered(
        request,
        form=form,
        verb=lambda: debrief.answer_question(
            handoff_id=handoff_id,
            question=question,
            text=read_text(request, question),
            seen=read_id(request.POST.get("over") or request.POST.get("seen")) or 0,
            by=request.by,
            at=request.at,
        ),
        back=f"/handoffs/{handoff_id}#q-{question}",
    )


def read_text(request: SignedInRequest, question: str) -> str:
    """What was typed; "None known." by its own button, where that is an answer."""
    if "none_known" in request.POST and QUESTION[question].none_known:
        return NONE_KNOWN
    return request.POST.get("text", "")
