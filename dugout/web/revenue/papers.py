"""Contracts and orders: what an account has bought, one paper whole, and confirming it as signed."""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.table import may
from dugout.access.terms import Action
from dugout.revenue.commands.confirming import confirm_contract, confirm_order
from dugout.revenue.models import Paper
from dugout.revenue.queries.papers import account_papers, contract_of_movement, paper_sheet
from dugout.revenue.queries.renewing import offered_to_renew
from dugout.revenue.terms import ConfirmedTerms, MovementKind, PaperKind
from dugout.values.refused import Refused
from dugout.web.formats import day as day_in_short
from dugout.web.forms import answered, show_form, typed_as
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.showing import show

TONES = {"draft": "line", "active": "good", "ended": ""}
MOVED = {
    MovementKind.NEW.value: "New",
    MovementKind.EXPANSION.value: "More",
    MovementKind.CONTRACTION.value: "Less",
    MovementKind.CHURN.value: "Lost",
    MovementKind.REACTIVATION.value: "Won back",
    MovementKind.RENEWAL.value: "Renewed",
}


@guarded(Action.READ)
def papers_of_account(request: SignedInRequest, account_id: int) -> HttpResponse:
    found = account_papers(account_id, day=request.viewer.day)
    return show(request, "revenue/papers.html", {"found": found, "tones": TONES, "moved": MOVED})


@guarded(Action.READ)
def paper(request: SignedInRequest, paper_id: int) -> HttpResponse:
    sheet = paper_sheet(paper_id, day=request.viewer.day)
    verdict = may(request.viewer, Action.CONFIRM_TERMS, sheet.paper.account) if sheet.paper.account else None
    context = {"sheet": sheet, "verdict": verdict, "tones": TONES, "moved": MOVED}
    return show(request, "revenue/paper.html", context)


@guarded(Action.CONFIRM_TERMS, "GET", "POST")
def confirm_paper(request: SignedInRequest, paper_id: int) -> HttpResponse:
    """A draft counts once somebody says on which day it was signed, and when a contract's service starts."""
    paper = allowed(request, Action.CONFIRM_TERMS, Paper, paper_id)
    verb = confirm_contract if paper.kind == PaperKind.CONTRACT else confirm_order
    return answered(
        request,
        form=partial(_form, request, paper_id),
        verb=lambda: verb(
            paper_id=paper_id,
            terms=_typed_terms(request, PaperKind(paper.kind)),
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        ),
        said=lambda done: (
            f"Confirmed: the {done.kind} with {paper.account} is signed, "
            f"on {day_in_short(done.signed_on, request.viewer.day)}."
        ),
        back=f"/papers/{paper_id}",
    )


def _typed_terms(request: SignedInRequest, kind: PaperKind) -> ConfirmedTerms:
    """An order is asked for its signing day alone."""
    terms = typed_as(ConfirmedTerms, request.POST, words={"signed_on": "signing day"})
    return terms if kind is PaperKind.CONTRACT else replace(terms, starts_on=None)


def _form(request: SignedInRequest, paper_id: int, refusal: Refused | None) -> HttpResponse:
    sheet = paper_sheet(paper_id, day=request.viewer.day)
    if sheet.status != "draft" and refusal is None:
        return HttpResponseRedirect(f"/papers/{paper_id}")
    offered = offered_to_renew(sheet.paper, day=request.viewer.day)
    chosen = request.POST.getlist("renews") if refusal else [str(o.contract.id) for o in offered if o.usual]
    return show_form(
        request,
        "revenue/confirm.html",
        refusal,
        inside="revenue/_confirm.html",
        sheet=sheet,
        offered=offered,
        chosen=chosen,
        latest=request.viewer.day,
    )


@guarded(Action.READ)
def movement(request: SignedInRequest, movement_id: int) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """A movement stands on the page of its contract."""
    return HttpResponseRedirect(f"/papers/{contract_of_movement(movement_id)}#movements")
