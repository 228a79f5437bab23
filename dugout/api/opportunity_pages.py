"""What the operations of an opportunity share: who may change it, and the whole of it as the answer."""

from typing import Any

from django.http import HttpResponse

from dugout.access.table import must
from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.operations import etag
from dugout.api.opportunity_shapes import opportunity_out
from dugout.api.shapes import number
from dugout.selling.models import Opportunity
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.opportunities import the_opportunity, written_on


def changeable(
    request: ApiRequest, opportunity_id: str, action: Action = Action.CHANGE_OPPORTUNITY
) -> Opportunity:
    """The opportunity, for who may do this to it."""
    row = the_opportunity(number(opportunity_id))
    must(request.viewer, action, row)
    return row


def shown(opportunity_id: int, response: HttpResponse) -> dict[str, Any]:
    """The whole opportunity, with its ETag. Eleven queries."""
    row = the_opportunity(opportunity_id)
    response["ETag"] = etag(row.version)
    return opportunity_out(row, written_on(row.id), readings_of(row))
