"""Contracts and orders: what an account has bought, one paper whole, and confirming it as signed."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dugout.access.table import may, must
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.revenue.commands.confirming import confirm_contract, confirm_order
from dugout.revenue.queries.papers import PaperSheet, account_papers, contract_of_movement, paper_sheet
from dugout.revenue.queries.renewing import offered_to_renew
from dugout.revenue.terms import ConfirmedTerms, MovementKind, PaperKind
from dugout.values.refused import Missing, Problem, Refused
from dugout.web.errors import status_of
from dugout.web.formats import day as day_in_short
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.reading import read_day, read_id
from dugout.web.saying import say
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
    sheet = paper_sheet(paper_id, day=request.viewer.day)
    account = _account_of(sheet)
    request.by = must(request.viewer, Action.CONFIRM_TERMS, account)
    if request.method != "POST":
        back = HttpResponseRedirect(f"/papers/{paper_id}")
        return _form(request, sheet) if sheet.status == "draft" else back
    try:
        verb = confirm_contract if sheet.is_contract else confirm_order
        done = verb(
            paper_id=paper_id,
            terms=read_terms(request, PaperKind(sheet.paper.kind)),
            seen=read_id(request.POST.get("seen")),
            by=request.by,
            at=request.at,
        )
    except Refused as refusal:
        return _form(request, sheet, refusal)
    since = day_in_short(done.signed_on, request.viewer.day)
    say(request, f"Confirmed: the {done.kind} with {account.name} is signed, on {since}.")
    return HttpResponseRedirect(f"/papers/{paper_id}")


@guarded(Action.READ)
def movement(request: SignedInRequest, movement_id: int) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """A movement stands on the page of its contract."""
    return HttpResponseRedirect(f"/papers/{contract_of_movement(movement_id)}#movements")


def read_terms(request: SignedInRequest, kind: PaperKind) -> ConfirmedTerms:
    """The terms as typed. Refused without a signing day, and for what is no day: everything at once."""
    problems: list[Problem] = []
    found: dict[str, date | None] = {}
    for name in ("signed_on", "starts_on") if kind is PaperKind.CONTRACT else ("signed_on",):
        try:
            found[name] = read_day(request.POST.get(name), name)
        except Refused as refusal:
            problems += refusal.problems
    if "signed_on" in found and found["signed_on"] is None:
        problems.append(
            Problem("signed_on", "The signing day is missing.", "Write the day on the signature.")
        )
    signed_on = found.get("signed_on")
    if problems or signed_on is None:
        raise Refused(problems)
    renews = tuple(read_id(one) or 0 for one in request.POST.getlist("renews"))
    return ConfirmedTerms(signed_on=signed_on, starts_on=found.get("starts_on"), renews=renews)


def _account_of(sheet: PaperSheet) -> Account:
    if sheet.paper.account is None:
        raise Missing.because("This paper belongs to no account.", "Name the account of its sale first.")
    return sheet.paper.account


def _form(request: SignedInRequest, sheet: PaperSheet, refusal: Refused | None = None) -> HttpResponse:
    offered = offered_to_renew(sheet.paper, day=request.viewer.day)
    chosen = request.POST.getlist("renews") if refusal else [str(o.contract.id) for o in offered if o.usual]
    context = {
        "sheet": sheet,
        "offered": offered,
        "chosen": chosen,
        "typed": request.POST,
        "problems": refusal.problems if refusal else (),
        "latest": request.viewer.day,
    }
    status = status_of(refusal) if refusal else 200
    if wants_a_part(request):
        return render(request, "revenue/_confirm.html", {**context, "part": True}, status=status)
    return show(request, "revenue/confirm.html", {**context, "part": False}, status=status)
