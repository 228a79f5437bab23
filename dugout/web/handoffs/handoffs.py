"""The list, the page that both sides see, and naming another receiver."""

from typing import Any

from django.http import HttpResponse

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.handoffs.commands.opening import choose_receiver as choose
from dugout.handoffs.queries.lists import handoff_lists
from dugout.handoffs.queries.page import HandoffPage, handoff_page
from dugout.handoffs.terms import Receiver
from dugout.our_company.queries.choices import choices_of_departments
from dugout.people.queries.directory import choices_of_people
from dugout.values.refused import Refused
from dugout.web.errors import status_of
from dugout.web.forms import answered, show_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.handoffs.track import stages
from dugout.web.reading import read_id
from dugout.web.showing import show


@guarded(Action.READ)
def handoffs(request: SignedInRequest) -> HttpResponse:
    """What waits for this person first, then what runs, then what ended."""
    lists = handoff_lists(
        acts_for=request.viewer.acts_for, department_id=request.viewer.post.department_id, at=request.at
    )
    return show(request, "handoffs/handoffs.html", {"lists": lists})


@guarded(Action.READ)
def handoff(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    return show_handoff(request, handoff_id)


def show_handoff(request: SignedInRequest, handoff_id: int, refusal: Refused | None = None) -> HttpResponse:
    """The page, with what was refused where something was; buttons differ by person, facts never."""
    page = handoff_page(handoff_id, at=request.at)
    viewer, record = request.viewer, page.handoff
    context = {
        "page": page,
        "may_write": page.is_with_seller and may(viewer, Action.WRITE_DEBRIEF, record).allowed,
        "may_submit": may(viewer, Action.SUBMIT_HANDOFF, record).allowed,
        "may_answer": may(viewer, Action.ANSWER_HANDOFF, record).allowed,
        "refusal": refusal,
        "stages": stages(page),
    }
    return show(request, "handoffs/handoff.html", context, status=status_of(refusal) if refusal else 200)


@guarded(Action.CHOOSE_RECEIVER, "GET", "POST")
def choose_receiver(request: SignedInRequest, handoff_id: int) -> HttpResponse:
    """Anyone may override the receiver, with a reason."""

    def form(refusal: Refused | None) -> HttpResponse:
        page = handoff_page(handoff_id, at=request.at)
        people = [(f"person-{key}", name) for key, name in choices_of_people()]
        pools = [(f"pool-{key}", f"{name}, as a pool") for key, name in choices_of_departments()]
        return show_handoff_form(request, "receiver", page, refusal, choices=people + pools)

    return answered(
        request,
        form=form,
        verb=lambda: choose(
            handoff_id=handoff_id,
            to=read_receiver(request),
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        ),
        back=f"/handoffs/{handoff_id}",
    )


def read_receiver(request: SignedInRequest) -> Receiver:
    kind, _, key = request.POST.get("receiver", "").partition("-")
    found = read_id(key)
    return Receiver(
        person_id=found if kind == "person" else None,
        pool_id=found if kind == "pool" else None,
        because=request.POST.get("because", ""),
    )


def show_handoff_form(
    request: SignedInRequest, name: str, page: HandoffPage, refusal: Refused | None, **more: Any
) -> HttpResponse:
    """The form `handoffs/_NAME.html` of a hand-off."""
    return show_form(
        request, "handoffs/form.html", refusal, inside=f"handoffs/_{name}.html", page=page, **more
    )
