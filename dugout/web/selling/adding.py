"""A new sale: on which account, then what and when; changing it, and what comes next."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.accounts.terms import CameBy
from dugout.history.queries import who_changed
from dugout.people.queries.directory import choices_of_people
from dugout.revenue.commands.placing import name_account
from dugout.selling.commands import opportunities
from dugout.selling.models import Opportunity
from dugout.selling.rules.checks import check_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.timeline.queries.naming import accounts_to_log_on
from dugout.values.records import values_of
from dugout.values.refused import Refused
from dugout.web.forms import answered, fields_of, seen, texts_of, typed_as
from dugout.web.forms import show_form as show_record_form
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
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
    usual = OpportunityValues(
        name="",
        currency=account.currency,
        owner_id=request.viewer.person.id,
        came_by=account.came_by if account.came_by in dict(CAME_BY) else CameBy.OUTBOUND.value,
    )
    return answered(
        request,
        form=lambda refusal: show_record_form(
            request,
            "selling/form.html",
            refusal,
            inside="selling/_add.html",
            title=f"A new sale to {account.name}",
            fields=fields_of(request, texts_of(usual), 0, refusal),
            account=account,
            choices=_choices(usual),
        ),
        verb=lambda: opportunities.add_opportunity(
            account_id=account_id,
            values=typed_as(OpportunityValues, request.POST, check=check_opportunity),
            by=request.by,
            at=request.at,
        ),
        said=lambda made: f"{made.name} stands in step 1, {made.step.name}.",
        back=lambda made: f"/opportunities/{made.id}",
    )


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def change_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """What a person writes on it: name, owner, amount, budget, days, next step. The kind stays."""
    written_on = values_of(
        OpportunityValues, allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    )

    def form(refusal: Refused | None) -> HttpResponse:
        sale = loaded(Opportunity, opportunity_id)
        now = values_of(OpportunityValues, sale)
        return show_record_form(
            request,
            "selling/form.html",
            refusal,
            inside="selling/_change.html",
            title=f"Change {sale.name}",
            fields=fields_of(request, texts_of(now), sale.version, refusal),
            who=who_changed("opportunity", sale.id, sale.account_id) if refusal else "",
            sale=sale,
            choices=_choices(now),
        )

    return answered(
        request,
        form=form,
        verb=lambda: opportunities.change_opportunity(
            opportunity_id=opportunity_id,
            values=typed_as(OpportunityValues, request.POST, check=check_opportunity, **_kept(written_on)),
            seen=seen(request),
            by=request.by,
            at=request.at,
        ),
        back=f"/opportunities/{opportunity_id}",
    )


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def set_next_step(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """What comes next, and when: of a won sale too, until its last step is closed."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        day = form.day("next_step_on")
        form.check()
        values = replace(
            values_of(OpportunityValues, sale), next_step=form.text("next_step"), next_step_on=day
        )
        opportunities.change_opportunity(
            opportunity_id=sale.id, values=values, seen=seen(request), by=request.by, at=request.at
        )

    return written(request, sale, "next_step", "What comes next?", write)


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def place_opportunity(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Names the account of a sale that an import brought without one."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def form(refusal: Refused | None) -> HttpResponse:
        wanted = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
        found = accounts_to_log_on(wanted, acts_for=request.viewer.acts_for)
        title = f"Whose is {sale.name}?"
        return show_form(request, "place", title, refusal, sale=sale, wanted=wanted, found=found)

    return answered(
        request,
        form=form,
        verb=lambda: name_account(
            opportunity_id=sale.id,
            account_id=read_id(request.POST.get("account")) or 0,
            seen=seen_by(request),
            by=request.by,
            at=request.at,
        ),
        said=lambda placed: f"{placed.name} belongs to {placed.account or ''} now.",
        back=f"/opportunities/{sale.id}",
    )


def _choices(values: OpportunityValues) -> dict[str, Any]:
    """What a form of a sale offers, by field; how it came also where it came otherwise, such as by an import."""
    came_by = dict(CAME_BY) | {values.came_by: values.came_by.capitalize()}
    return {"owner": choices_of_people(), "kind": KIND_CHOICES, "came_by": list(came_by.items())}


def _kept(values: OpportunityValues) -> dict[str, Any]:
    """Values that stay as they are because the form does not ask for them."""
    return {"kind": values.kind, "came_by": values.came_by, "currency": values.currency}
