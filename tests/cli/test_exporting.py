"""The lists of the API as streams: all of them, every row, as the API itself shows them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from dugout.access.terms import Viewer
from dugout.access.viewer import viewer_for
from dugout.api import exporting
from dugout.api.exporting import PERSONAL, all_items, names_of_lists
from dugout.history.terms import Source
from dugout.people.models import Person
from tests.exchange.taking import small_set, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(db: None, at: dt.datetime) -> Viewer:
    return viewer_for(Person(name="Dugout"), at=at, source=Source.COMMAND_LINE)


def test_every_list_of_the_api_streams_what_the_api_shows(
    tmp_path: Path, nobody: Viewer, at: dt.datetime, caller: Callable[..., Client]
) -> None:
    take(small_set(tmp_path))
    client = caller("admin")
    names = names_of_lists()
    assert {"accounts", "contacts", "opportunities", "orders", "people", "entries", "imports"} <= set(names)

    for name in set(names) - PERSONAL:
        shown = client.get(f"/api/v1/{name}?limit=500").json()
        assert shown["next"] is None
        assert list(all_items(name, viewer=nobody, at=at)) == shown["items"], name


def test_a_personal_list_is_that_of_the_person(
    person: Callable[[str], Any], at: dt.datetime, caller: Callable[..., Client]
) -> None:
    caller("seller")

    def tokens(key: str) -> list[str]:
        viewer = viewer_for(person(key), at=at, source=Source.COMMAND_LINE)
        return [one["name"] for one in all_items("tokens", viewer=viewer, at=at)]

    assert (tokens("seller"), tokens("engineer")) == (["test"], [])


def test_rows_come_page_by_page_each_once(
    tmp_path: Path, nobody: Viewer, at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(small_set(tmp_path))
    whole = list(all_items("opportunities", viewer=nobody, at=at))
    monkeypatch.setattr(exporting, "MOST", 3)

    assert len(whole) == 4
    assert list(all_items("opportunities", viewer=nobody, at=at)) == whole


@pytest.mark.django_db(transaction=True)
def test_a_stream_is_of_one_moment_and_can_write_nothing(
    nobody: Viewer, at: dt.datetime, author: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST", 1)
    items = all_items("departments", viewer=nobody, at=at)
    first = next(items)

    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('transaction_read_only'), current_setting('transaction_isolation')"
        )
        assert cursor.fetchone() == ("on", "repeatable read")
    items.close()

    assert first["id"]
    assert not connection.in_atomic_block
