"""What every request passes: an id for the log, no caching of personal pages, refusals as answers."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from dugout.values.refused import Refused
from dugout.web.errors import refusal_page
from dugout.web.guard import wants_a_part

Answer = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Gives each request an id, in the log and as `X-Request-Id`, so that an error page can be found again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex[:16]
        request.META["DUGOUT_REQUEST_ID"] = request_id
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
        response["X-Request-Id"] = request_id
        return response


class NoStoreMiddleware:
    """Keeps pages out of shared and browser caches: what a person saw is gone after they sign out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response


class DoneMiddleware:
    """Tells a script that posted a form where to go next, instead of sending it there.

    A script follows a redirect unseen: it would fetch the next page, and with it the toast that says what was done,
    and then load the page once more without it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code == 302 and wants_a_part(request):
            response.status_code = 204
            response["X-Done"] = response["Location"]
            del response["Location"]
        return response


class RefusalMiddleware:
    """Turns a Refused that no view handled into the page that says why. Nothing was written: commands roll back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None
