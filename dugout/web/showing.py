"""Shows a page inside the shell: the one way from a view to a template."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dugout.web.guard import SignedInRequest
from dugout.web.saying import said
from dugout.web.shell import shell_for


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
