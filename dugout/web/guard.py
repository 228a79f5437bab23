"""The first line of every view: who is there, and may they? A test proves that no view goes without."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dugout.access.table import TABLE, must
from dugout.access.terms import Action, Viewer
from dugout.access.viewer import viewer_for
from dugout.history.terms import Allowed
from dugout.people.models import Person

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request behind the guard: `user` is a person, `viewer` is who asks, `at` is the request's moment.

    `by` is the author of what the view does, where the question of its action needs no record; else the view gets one
    with the record, from `access.loading.allowed`.
    """

    user: Person
    viewer: Viewer
    by: Allowed
    at: Any


type_of_view = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def guarded(
    action: Action, *methods: str
) -> Callable[
    [Callable[Concatenate[SignedInRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Lets only signed-in persons in, for these HTTP methods (GET unless named), and sets `viewer` and `at`.

    An action whose question needs no record is asked here; the view of one that does loads by `allowed`, which asks.
    A script gets 401 instead of a redirect.
    """
    allowed = methods or ("GET",)

    def around(
        view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @require_http_methods([*allowed, "HEAD"] if "GET" in allowed else list(allowed))
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            signed_in = cast(SignedInRequest, request)
            signed_in.at = timezone.now()
            signed_in.viewer = viewer_for(signed_in.user, at=signed_in.at)
            if not TABLE[action].needs_record:
                signed_in.by = must(signed_in.viewer, action)
            # Pages tell days and times in the reader's own zone.
            with timezone.override(ZoneInfo(signed_in.user.time_zone or signed_in.viewer.zone)):
                return view(signed_in, *args, **kwargs)

        inner.guarded_by = action  # type: ignore[attr-defined]  # the guard test reads it
        inner.methods = allowed  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], inner)

    return around


def public(
    *methods: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Says that a view is open to everybody. The list in the guard's test says why."""

    def around(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else list(methods))
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return view(request, *args, **kwargs)

        inner.guarded_by = None  # type: ignore[attr-defined]
        inner.methods = methods  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], inner)

    return around


def wants_a_part(request: HttpRequest) -> bool:
    """Whether a script asks (htmx, fetch) and wants one part of the page instead of all of it."""
    return request.headers.get("HX-Request") == "true" or request.headers.get("X-Requested-With") == "fetch"


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if wants_a_part(request):
        return JsonResponse(
            {"title": "Your session ended. What you typed is kept. Sign in to go on."}, status=401
        )
    back = (
        request.get_full_path() if request.method in {"GET", "HEAD"} else request.headers.get("Referer", "/")
    )
    return HttpResponseRedirect(f"/sign-in?{urlencode({'next': back})}")
