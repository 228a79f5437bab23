"""A data home that is put aside: whole, under the day and time, and never while somebody uses it."""

import datetime as dt
from pathlib import Path

import psycopg
import pytest

from dugout.embedded.aside import put_aside
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.processes import all_of
from tests.embedded.conftest import quiet, started

AT = dt.datetime(2026, 3, 4, 9, 15, 20, tzinfo=dt.UTC)
NAME = "demo.2026-03-04-091520"


def made(data: Path) -> None:
    with started(data) as server, psycopg.connect(**server.dsn_kwargs) as here:
        here.execute("create table kept as select 1 as one")


def refused(data: Path, *words: str) -> None:
    with pytest.raises(EmbeddedError) as caught:
        put_aside(data, at=AT, say=quiet)
    for part in ("Nothing was changed.", *words):
        assert part in str(caught.value)
    assert (data / "postgres" / "PG_VERSION").exists()


def test_what_was_stored_is_found_there_and_the_old_place_is_free(place: Path) -> None:
    made(place / "demo")

    assert put_aside(place / "demo", at=AT, say=quiet) == place.resolve() / NAME

    assert [path.name for path in place.iterdir()] == [NAME]
    with started(place / NAME) as server, psycopg.connect(**server.dsn_kwargs) as here:
        assert here.execute("select one from kept").fetchone() == (1,)
    made(place / "demo")


def test_whoever_uses_it_keeps_it(place: Path) -> None:
    with started(place / "demo") as server:
        refused(place / "demo", "is in use by another Dugout", "End that one")
        with psycopg.connect(**server.dsn_kwargs) as here:
            assert here.execute("select 1").fetchone() == (1,)


def test_a_server_that_nobody_uses_any_more_is_ended_first(place: Path) -> None:
    server = started(place / "demo")
    server._lease.give_back()  # As the kernel does for a process that was killed.
    assert all_of(place / "demo" / "postgres") != []

    put_aside(place / "demo", at=AT, say=quiet)

    assert all_of(place / NAME / "postgres") == []
    assert [path.name for path in place.iterdir()] == [NAME]


def test_a_folder_with_other_things_stays_where_it_is(place: Path) -> None:
    made(place / "demo")
    (place / "demo" / "letters").mkdir()
    refused(place / "demo", "holds other things, too, such as letters", "Move them out")


def test_what_lies_aside_already_is_not_covered(place: Path) -> None:
    made(place / "demo")
    (place / NAME).mkdir()
    refused(place / "demo", "cannot be renamed", "is there already")
