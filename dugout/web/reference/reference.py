"""The API's pages: all resources with their operations, and one resource in full."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from dugout.access.terms import Action
from dugout.values.refused import Missing
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.markdown import markdown
from dugout.web.reference.describing import Resource, resources
from dugout.web.showing import show

OPENAPI = "/api/v1/openapi.json"


@guarded(Action.READ)
def reference(request: SignedInRequest) -> HttpResponse:
    """Every operation in one line, by resource."""
    return show(request, "reference/reference.html", {"resources": described(), "openapi": OPENAPI})


@guarded(Action.READ)
def resource(request: SignedInRequest, resource: str) -> HttpResponse:
    """One resource: what each operation takes, gives and answers, with a request to paste."""
    found = next((one for one in described() if one.name == resource), None)
    if found is None:
        raise Missing.because("The API has no such resource.", "Choose one from the list.")
    context = {"resource": found, "resources": described(), "openapi": OPENAPI, "markdown": markdown}
    return show(request, "reference/resource.html", context)


@cache
def described() -> tuple[Resource, ...]:
    """Read once for each process: the description changes only with the code.

    Asked by its address, as any program asks, because pages and API do not know each other.
    """
    answer: Any = resolve(OPENAPI).func(HttpRequest())
    return resources(json.loads(answer.content))
