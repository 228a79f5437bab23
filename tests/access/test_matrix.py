"""Who may do what, for every route and every operation, person by person: asked for real."""

from dataclasses import replace

import pytest

from dugout.access.table import TABLE
from dugout.access.terms import Action
from tests.access.asking import EVERYBODY, Doors, Row, lines, wrong_cells
from tests.access.routes import guarded_routes, rows_by_route
from tests.access.rows import AREAS, ROWS
from tests.access.scene import Names, send_away

pytestmark = pytest.mark.django_db
# One's own absences are planned by oneself; the page of somebody else's is the one that refuses.
OWN = [("settings/absences", method) for method in ("GET", "POST")]


def test_every_route_and_operation_has_a_row_and_every_row_a_route(names: Names) -> None:
    asked, there = set(rows_by_route(names)), set(guarded_routes())
    assert sorted(there - asked) == [], "no row in tests/access/rows"
    assert sorted(asked - there) == [], "a row of nothing"


def test_where_the_answer_depends_on_somebody_both_answers_are_asked(names: Names) -> None:
    """Each route whose action is not everybody's has somebody who may and somebody who may not."""
    rows = rows_by_route(names)
    wanting = [
        route
        for route, action in guarded_routes().items()
        if (TABLE[action].needs_record or action is Action.CONFIGURE)
        and not any(row.allowed and row.allowed != EVERYBODY for row in rows.get(route, []))
    ]
    assert sorted(wanting) == sorted(OWN)


@pytest.mark.parametrize("area", AREAS)
def test_each_of_the_cast_gets_the_answer_that_chapter_01_gives_them(
    names: Names, doors: Doors, area: str
) -> None:
    wrong = wrong_cells(AREAS[area], names, doors)
    assert not wrong, pytest.fail(lines(wrong))


# Who is away, and who acts for them: by name, and at last the manager.
AWAY = {
    "account_manager": "support_engineer",
    "finance_clerk": "other_seller",
    "seller": None,
    "sales_head": None,
}
ACT = {"support_engineer": "account_manager", "other_seller": "finance_clerk", "executive": "seller"}


def test_who_stands_in_may_what_the_absent_may_and_nothing_else(names: Names) -> None:
    """In everything that belongs to somebody. What is one's own, and administering, is not handed on."""
    send_away(AWAY)
    theirs = [row for row in ROWS if row.refusal == 403 and row.allowed not in (EVERYBODY, {"admin"})]
    gained: set[str] = set()
    handed_on: list[Row] = []
    for row in theirs:
        acting = {one for one, absent in ACT.items() if absent in row.allowed}
        gained |= acting - row.allowed
        handed_on.append(replace(row, allowed=row.allowed | acting))
    assert gained == set(ACT)
    wrong = wrong_cells(handed_on, names, Doors(), persons=ACT)
    assert not wrong, pytest.fail(lines(wrong))
