"""Proves that the matrix sees: each guard is taken away in turn, and a wrong cell is found each time."""

import pkgutil
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest

import dugout.api
import dugout.web
from dugout.access import loading, table
from dugout.access.table import TABLE, anyone
from dugout.access.terms import Action
from dugout.history.terms import asked
from tests.access.asking import CAST, Doors, Row, wrong_cells
from tests.access.routes import guarded_routes, rows_by_route
from tests.access.scene import Names
from tests.access.test_matrix import OWN

pytestmark = pytest.mark.django_db


# Their command asks once more, when it holds the hand-off: the receiver may have changed since the page asked.
ASKED_AGAIN = [
    (route.format(beginning, one), "POST")
    for beginning, one in (("handoffs", "<int:handoff_id>"), ("api/v1/handoffs", "<handoff_id>"))
    for route in ("{}/{}/accept", "{}/{}/return")
]


class Changed(table.Row):
    """A row of the product's table with another answer, asked where the one before was asked."""

    asked_with_record = False

    @property
    def needs_record(self) -> bool:
        return self.asked_with_record


class ChangedWithRecord(Changed):
    asked_with_record = True


def changed(action: Action, question: Callable[[Any, Any], bool]) -> table.Row:
    row = TABLE[action]
    kind = ChangedWithRecord if row.needs_record else Changed
    return kind(rule=row.rule, ask=row.ask, question=question)


def nobody(viewer: Any, record: Any) -> bool:
    return False


def seen(rows: Iterable[Row], names: Names, doors: Doors, *, allowed: bool) -> bool:
    """Whether one of those who are allowed, or of those who are not, is found to get the wrong answer."""
    for row in rows:
        persons = [key for key in CAST if (key in row.allowed) is allowed]
        if wrong_cells([row], names, doors, persons=persons[:1], first=True):
            return True
    return False


def test_an_answer_that_became_yes_or_no_for_all_is_seen_for_every_action(
    names: Names, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_by_route(names)
    unseen = []
    for action, row in TABLE.items():
        asked = [one for route, by in guarded_routes().items() if by is action for one in rows.get(route, [])]
        answers = [(nobody, True)] if row.question is anyone else [(nobody, True), (anyone, False)]
        for question, allowed in answers:
            with monkeypatch.context() as patch:
                patch.setitem(TABLE, action, changed(action, question))
                if not seen(asked, names, doors, allowed=allowed):
                    unseen.append(f"{action.value} for {question.__name__}")
    assert unseen == []


def test_a_guard_that_is_taken_away_is_seen_at_every_route(
    names: Names, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a `must` that says yes to all, each route whose answer depends on somebody lets in one who may not."""
    for module in (loading, *modules(dugout.web, dugout.api)):
        if hasattr(module, "must"):
            monkeypatch.setattr(module, "must", lambda viewer, *_args: asked(viewer.author))
    rows = rows_by_route(names)
    unseen = [
        route
        for route, action in guarded_routes().items()
        if (TABLE[action].needs_record or action is Action.CONFIGURE)
        and not seen(rows.get(route, []), names, doors, allowed=False)
    ]
    assert sorted(unseen) == sorted([*OWN, *ASKED_AGAIN])


def modules(*packages: Any) -> list[Any]:
    for package in packages:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    names = [package.__name__ for package in packages]
    return [module for name, module in sys.modules.items() if name.startswith(tuple(names))]
