"""What the operations of an opportunity share: who may change it, and the whole of it as the answer."""

from typing import Any

from django.http import HttpResponse

from dugout.access.loading import loaded
from dugout.api.operations import etag
from dugout.api.opportunity_shapes import opportunity_out
from dugout.selling.models import Opportunity
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.opportunities import written_on


def shown(opportunity_id: int, response: HttpResponse) -> dict[str, Any]:
    """The whole opportunity, with its ETag."""
    row = loaded(Opportunity, opportunity_id)
    response["ETag"] = etag(row.version)
    return opportunity_out(row, written_on(row.id), readings_of(row))
