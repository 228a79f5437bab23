"""What load balancers ask."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from dugout.web.guard import public


@public("GET")
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  nothing of the request matters
    """200 "ok" while the database answers; says nothing else. A failing database is a 500 by itself."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")
