"""Every page that there is, as somebody sees it who may: its weight, and those that no look of their own looks at."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.access.asking import Asking, Row, filled
from tests.access.rows import ROWS
from tests.access.scene import Names, Stage
from tests.web.look.conftest import opened
from tests.web.standing import stands_everywhere

__all__ = ["opened"]
pytestmark = pytest.mark.django_db
PAGES = [row for row in ROWS if row.method == "GET" and not row.api and not row.body]
# Styles, scripts and icons may take 48 kB packed (tests/web/look/test_files.py); with these a page stays below 100.
MOST = 40_000
# Small forms and records that tests/web/*/test_look*.py do not open.
BESIDE = (
    "/accounts/{managed}/goals/new", "/entries/{entry}", "/more", "/needs/{need}", "/needs/{need}/change",
    "/opportunities/{unplaced}/account", "/opportunities/{won}/undo-win", "/products/{spare}/edit",
    "/promises/{promise}/change", "/selling/whose",
)  # fmt: skip


def shown(rows: list[Row], names: Names) -> dict[str, Any]:
    """What each page answers to one who may see it, by its path in the table."""
    browsers: dict[str, Asking] = {}
    answers = {}
    for row in rows:
        key = "admin" if "admin" in row.allowed else min(row.allowed)
        if key not in browsers:
            browsers[key] = Asking()
            browsers[key].come_in_as(Stage().people[key])
        answers[row.path] = browsers[key].get(filled(row.path, names))
    return answers


def test_every_page_leaves_room_for_styles_and_scripts(names: Names) -> None:
    """That pages are sent packed is seen in tests/web/look/test_weight.py."""
    pages = {
        path: answer
        for path, answer in shown(PAGES, names).items()
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]
    }
    assert len(pages) > 70
    weighed = {path: len(gzip.compress(answer.content)) for path, answer in pages.items()}
    assert {path: weight for path, weight in weighed.items() if weight > MOST} == {}


@pytest.mark.journey
def test_what_no_look_of_its_own_opens_stands_in_both_themes_and_widths(
    names: Names, opened: Callable[..., Any]
) -> None:
    answers = shown([row for row in PAGES if row.path in BESIDE], names)
    assert sorted(answers) == sorted(BESIDE)
    assert {path: one.status_code for path, one in answers.items() if one.status_code != 200} == {}
    for path in BESIDE:
        address = filled(path, names)
        stands_everywhere(opened({address: answers[path]}, address), re.sub(r"\W+", "-", path.strip("/")))
