"""No view and no operation goes without a guard; what is open to everybody stands here by name, with why."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from dugout.access.table import TABLE
from dugout.access.terms import Action
from dugout.api.v1 import api

# Open to everybody, and why.
PUBLIC_PAGES = {
    "sign-in": "who is not signed in must be able to",
    "sign-out": "ends a session, whoever's",
    "welcome/<str:secret>": "the first administrator, by the one-time link",
    "invitation/<str:secret>": "an invited person, by the one-time link",
    "be/<int:person_id>": "one-click people, in demo mode only",
    "health": "load balancers ask it; says no more than that we answer",
}


def patterns(resolver: URLResolver | None = None, beginning: str = "") -> Iterator[tuple[str, Any]]:
    for item in (resolver or get_resolver()).url_patterns:
        route = beginning + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from patterns(item, route)
        elif isinstance(item, URLPattern):
            yield route, item.callback


def test_every_page_is_guarded_or_open_by_name() -> None:
    unguarded = {
        route
        for route, view in patterns()
        if not route.startswith("api/") and not isinstance(getattr(view, "guarded_by", None), Action)
    }
    assert unguarded - set(PUBLIC_PAGES) == set()


def test_no_page_is_listed_as_open_that_is_not_there_or_is_guarded() -> None:
    unguarded = {
        route for route, view in patterns()
        if not route.startswith("api/") and not isinstance(getattr(view, "guarded_by", None), Action)
    }  # fmt: skip
    assert set(PUBLIC_PAGES) - unguarded == set()


def test_every_operation_of_the_api_is_guarded() -> None:
    open_ones = [
        f"{operation.methods} {path}"
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if not isinstance(getattr(operation.view_func, "guarded_by", None), Action)
    ]
    assert open_ones == []


def test_every_action_has_a_row_of_the_table() -> None:
    assert set(TABLE) == set(Action)
