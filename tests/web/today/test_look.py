"""Today in real Chromium for the roles of a client's life, and in a company that has just begun."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.terms import Author
from tests.handoffs.scene import submitted, won
from tests.overview.scene import client
from tests.web.look.conftest import answers, opened
from tests.web.standing import stands_everywhere

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def test_today_stands(
    answers: Any, opened: Any, person: Callable[[str], Any],
    author: Callable[[str], Author], at: dt.datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(hours=27))
    begun = answers("/", key="admin")
    client(person, author, at, of_each=2)
    submitted(
        person("seller"),
        author("seller"),
        at,
        name="Osterhaus Frischemarkt und Feinkost Verwaltungsgesellschaft",
    )
    won(person("seller"), author("seller"), at, name="Lindqvist Dairies")
    pages = {key: answers("/", key=key) for key in ("account_manager", "seller")}
    for key, page in {**pages, "begun": begun}.items():
        stands_everywhere(opened(page, "/"), f"today-{key}")
