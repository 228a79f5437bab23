"""Every route and operation with the action that guards it, and the rows that ask it."""

from django.urls import Resolver404, resolve

from dugout.access.terms import Action
from dugout.api.v1 import api
from tests.access.asking import Row, filled
from tests.access.rows import ROWS
from tests.access.scene import Names
from tests.architecture.test_guards import PUBLIC_PAGES, patterns

Route = tuple[str, str]


def guarded_routes() -> dict[Route, Action]:
    """Every page and operation with its method and the action that guards it."""
    found: dict[Route, Action] = {}
    for route, view in patterns():
        if not route.startswith("api/v1/") and route not in PUBLIC_PAGES:
            found |= {(route, method): view.guarded_by for method in view.methods}
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            shown = f"api/v1{path}".replace("{", "<").replace("}", ">")
            for operation in view.operations:
                found |= {(shown, method): operation.view_func.guarded_by for method in operation.methods}
    return found


def route_of(row: Row, names: Names) -> Route:
    """The route and method that a row asks, as the urls name them."""
    path = filled(row.path, names).partition("?")[0]
    try:
        return resolve(path).route, row.method
    except Resolver404:
        return f"nothing answers {path}", row.method


def rows_by_route(names: Names) -> dict[Route, list[Row]]:
    found: dict[Route, list[Row]] = {}
    for row in ROWS:
        found.setdefault(route_of(row, names), []).append(row)
    return found
