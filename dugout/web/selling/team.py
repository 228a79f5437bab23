"""Who works on a sale beside its owner."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.loading import allowed
from dugout.access.terms import Action
from dugout.people.queries.directory import choices_of_people
from dugout.selling.commands import opportunities
from dugout.selling.models import Opportunity
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.selling.typed import Typed
from dugout.web.selling.writing import written

TEAM = "team"


@guarded(Action.CHANGE_OPPORTUNITY, "GET", "POST")
def add_member(request: SignedInRequest, opportunity_id: int) -> HttpResponse:
    """Who is on the team may change the sale, as its owner may."""
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)

    def write(form: Typed) -> None:
        opportunities.add_member(
            opportunity_id=sale.id, person_id=form.id("person") or 0, by=request.by, at=request.at
        )

    people = [(key, name) for key, name in choices_of_people() if key != sale.owner_id]
    return written(request, sale, "member", "Who else works on it?", write, place=TEAM, people=people)


@guarded(Action.CHANGE_OPPORTUNITY, "POST")
def remove_member(request: SignedInRequest, opportunity_id: int, person_id: int) -> HttpResponse:
    sale = allowed(request, Action.CHANGE_OPPORTUNITY, Opportunity, opportunity_id)
    opportunities.remove_member(opportunity_id=sale.id, person_id=person_id, by=request.by, at=request.at)
    return HttpResponseRedirect(f"/opportunities/{sale.id}#{TEAM}")
