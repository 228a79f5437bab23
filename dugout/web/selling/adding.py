"""A new sale: on which account, then what and when."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.accounts.terms import CameBy
from dugout.people.queries.directory import choices_of_people
from dugout.revenue.commands.placing import name_account
from dugout.selling.commands import opportunities
from dugout.selling.models import Opportunity
from dugout.selling.terms import OpportunityKind, OpportunityValues
from dugout.timeline.queries.naming import accounts_to_log_on
from dugout.values.money import Money
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.saying import say
from dugout.web.selling.choosing import KINDS
from dugout.web.selling.forms import seen_by, show_form
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written
from dugout.web.showing import show

KIND_CHOICES = [(kind.value, words) for kind, words in KINDS.items()]
CAME_BY = [(one.value, one.value.capitalize()) for one in CameBy if one is not CameBy.IMPORT]


@guarded(Action.ADD_OPPORTUNITY)
def choose_account(request: SignedInRequest) -> HttpResponse:
    """On which account: one's own, or what a name finds."""
    wanted = request.GET.get("q", "").strip()[:200]
    found = accounts_to_log_on(wanted, acts_for=request.viewer.acts_for)
    return show(request, "selling/choose_account.html", {"wanted": wanted, "found": found})


@guarded(Action.ADD_OPPORTUNITY, "GET", "POST")
def add_opportunity(request: SignedInRequest, account_id: int) -> HttpResponse:
    account = loaded(Account, account_id)
    refusal = None
    if request.method == "POST":
        try:
            made = opportunities.add_opportunity(
                account_id=account_id,
                values=read_values(request, None),
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{made.name} stands in step 1, {made.step.name}.")
            return HttpResponseRedirect(f"/opportunities/{made.id}")
    start = {
        "currency": account.currency,
        "owner": str(request.viewer.person.id),
        "came_by": account.came_by if account.came_by in dict(CAME_BY) else CameBy.OUTBOUND.value,
    }
    title = f"A new sale to {account.name}"
    return show_form(request, "add", title, refusal, account=account, **_choices(request, start))


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def change_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """What a person writes on it: name, owner, amount, budget, days, next step."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    refusal = None
    if request.method == "POST":
        try:
            opportunities.change_opportunity(
                opportunity_id=sale.id,
                values=read_values(request, sale),
                seen=seen_by(request) or 0,
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            return HttpResponseRedirect(f"/opportunities/{sale.id}")
    return show_form(
        request, "change", f"Change {sale.name}", refusal, sale=sale, **_choices(request, _written(sale))
    )


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def set_next_step(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """What comes next, and when: of a won sale too, until its last step is closed."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        day = form.day("next_step_on")
        form.check()
        opportunities.change_opportunity(
            opportunity_id=sale.id,
            values=replace(
                values_of(OpportunityValues, sale), next_step=form.text("next_step"), next_step_on=day
            ),
            seen=seen_by(request) or 0,
            by=request.by,
            at=request.at,
        )

    return written(request, sale, "next_step", "What comes next?", write)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def place_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Names the account of a sale that an import brought without one."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    refusal = None
    if request.method == "POST":
        try:
            placed = name_account(
                opportunity_id=sale.id,
                account_id=read_id(request.POST.get("account")) or 0,
                seen=seen_by(request),
                by=request.by,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            say(request, f"{placed.name} belongs to {placed.account.name if placed.account else ''} now.")
            return HttpResponseRedirect(f"/opportunities/{sale.id}")
    wanted = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
    found = accounts_to_log_on(wanted, acts_for=request.viewer.acts_for)
    title = f"Whose is {sale.name}?"
    return show_form(request, "place", title, refusal, sale=sale, wanted=wanted, found=found)


def read_values(request: SignedInRequest, sale: Opportunity | None) -> OpportunityValues:
    """What was written; what the form does not ask for stays as it is. Refused with every problem of spelling."""
    form = Typed(request.POST)
    currency = form.text("currency").upper() or (sale.currency if sale else "EUR")
    kind = form.text("kind")
    known = OpportunityKind(kind) if kind in tuple(OpportunityKind) else OpportunityKind.NEW_BUSINESS
    values = OpportunityValues(
        name=form.text("name"),
        kind=OpportunityKind(sale.kind) if sale else known,
        owner_id=form.id("owner"),
        currency=currency,
        amount_typed=form.money("amount_typed", currency),
        budget=form.money("budget", currency),
        expected_close=form.day("expected_close"),
        next_step=form.text("next_step"),
        next_step_on=form.day("next_step_on"),
        came_by=form.text("came_by") or (sale.came_by if sale else CameBy.OUTBOUND.value),
    )
    form.check()
    return values


def _written(sale: Opportunity) -> dict[str, str]:
    """What stands on it, as the fields of the form write it."""
    values = values_of(OpportunityValues, sale)
    amounts = {"amount_typed": values.amount_typed, "budget": values.budget}
    return {
        "name": values.name,
        "owner": str(values.owner_id),
        "currency": values.currency,
        "expected_close": values.expected_close.isoformat() if values.expected_close else "",
        "next_step": values.next_step,
        "next_step_on": values.next_step_on.isoformat() if values.next_step_on else "",
        "came_by": values.came_by,
        **{
            key: "" if amount is None else Money(amount, values.currency).to_decimal_text()
            for key, amount in amounts.items()
        },
    }


def _choices(request: SignedInRequest, start: dict[str, str]) -> dict[str, Any]:
    came_by = CAME_BY + [
        (key, key.capitalize()) for key in {start.get("came_by", "")} - {k for k, _ in CAME_BY} if key
    ]
    return {
        "typed": request.POST or start,
        "people": choices_of_people(),
        "kinds": KIND_CHOICES,
        "came_by": came_by,
    }
