"""Every no, as a page: what happened, what is safe, what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dugout.values.refused import Missing, NotAllowed, Refused, Stale, Taken

STATUS_OF_REFUSAL: tuple[tuple[type[Refused], int], ...] = (
    (NotAllowed, 403),
    (Missing, 404),
    (Stale, 412),
    (Taken, 409),
)


def status_of(refusal: Refused) -> int:
    """The HTTP status of a refusal; 422 for fields that cannot be taken as they are."""
    return next((status for kind, status in STATUS_OF_REFUSAL if isinstance(refusal, kind)), 422)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The error page of a status, with the request's id so that it can be found in the log."""
    known = status if status in {400, 403, 404, 409, 412, 422, 428, 429, 500} else 400
    return render(
        request,
        f"errors/{known}.html",
        {"request_id": _number_of(request), "is_refusal": True, "refusal": None, **context},
        status=status,
    )


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return error_page(request, status_of(refusal), refusal=refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return error_page(request, 400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return error_page(request, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return error_page(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's signature
    """A form that was open while the session ended: nothing was written, what was typed is kept by the page."""
    context = {"request_id": _number_of(request), "is_refusal": True}
    return render(request, "errors/expired.html", context, status=403)


def _number_of(request: HttpRequest) -> str:
    return str(request.META.get("DUGOUT_REQUEST_ID", ""))
