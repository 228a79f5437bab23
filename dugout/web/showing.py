"""Shows a page inside the shell: the one way from a view to a template."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from dugout.web.guard import SignedInRequest
from dugout.web.saying import said
from dugout.web.shell import shell_for


def same_token_in_every_form(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` made once a page: Django would make one anew for each of its forms, and a list has many."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}


def show(
    request: SignedInRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The page as HTML. `shell`, `viewer`, `now` and `is_refusal` are there for every template."""
    return render(
        request,
        template,
        {
            "shell": shell_for(request),
            "viewer": request.viewer,
            "now": request.at,
            "said": said(request),
            "is_refusal": status >= HTTPStatus.BAD_REQUEST,
            **(context or {}),
        },
        status=status,
    )
