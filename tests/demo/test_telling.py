"""Telling: once, all of it or nothing, the same every time for the same day, and never over a real company."""

import datetime as dt
from typing import Any

import pytest
import typer

from dugout.demo import story
from dugout.our_company.models import Company
from dugout.values.refused import Refused
from tests.demo.conftest import TODAY, Elsewhere

SOME = ("brightwater", "tarn_valley", "castellan")
# What differs by design: secrets, and the worker's own orders.
LEFT_OUT = {"procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "dugout_cache"}


def contents(left_out: set[str]) -> dict[str, tuple[int, int]]:
    """Number and checksum of the rows of every table, persons without their password."""
    from django.db import connection

    found = {}
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        for (table,) in cursor.fetchall():
            if table in left_out or table.startswith("django_"):
                continue
            row = "to_jsonb(t) - 'password'" if table == "dugout_person" else "t"
            cursor.execute(
                f'select count(*), coalesce(sum(hashtextextended(({row})::text, 0)), 0) from "{table}" t'
            )
            found[table] = cursor.fetchone()
    return found


def told_twice(elsewhere: Elsewhere, **more: Any) -> list[dict[str, tuple[int, int]]]:
    found = []
    for _ in range(2):
        with elsewhere("again"):
            story.tell(today=TODAY, **more)
            found.append(contents(LEFT_OUT))
    return found


def test_the_same_day_is_told_the_same_every_time(elsewhere: Elsewhere) -> None:
    first, second = told_twice(elsewhere, only=SOME)
    assert first["dugout_entry"][0] > 300
    assert first == second


@pytest.mark.nightly
def test_the_whole_story_is_told_the_same_every_time(elsewhere: Elsewhere) -> None:
    first, second = told_twice(elsewhere)
    assert first == second


# Holidays, Sundays, both days on which the clock changes, the ends of a year and of a February.
DAYS = (
    "2026-01-01", "2026-03-29", "2026-04-06", "2026-10-25", "2026-11-29", "2026-12-31", "2027-02-28", "2028-02-29",
    "2026-12-28",
)  # fmt: skip


@pytest.mark.nightly
@pytest.mark.parametrize("today", DAYS)
def test_the_story_can_be_told_on_any_day(elsewhere: Elsewhere, today: str) -> None:
    with elsewhere("again"):
        story.tell(today=dt.date.fromisoformat(today))
        assert Company.objects.get().demo


def test_a_telling_that_is_broken_off_leaves_nothing(
    elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(day: dt.date, **more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(story, "_pass_the_evening", power_cut)
    with elsewhere("again"):
        with pytest.raises(KeyboardInterrupt):
            story.tell(today=TODAY, only=SOME)
        assert not story.is_told()
        # What made the tables is the migration's word, not the story's.
        left = contents(LEFT_OUT | {"dugout_made_of"})
        assert all(count == 0 for table, (count, _) in left.items() if table.startswith("dugout_"))


@pytest.mark.django_db
def test_no_story_is_told_where_a_real_company_lives(capsys: pytest.CaptureFixture[str]) -> None:
    from dugout.cli.commands.demo import make_demo

    with pytest.raises(Refused, match="not a demo company"):
        story.is_told()
    with pytest.raises(typer.Exit):
        make_demo(TODAY)
    assert "Give the demo a folder of its own" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_second_start_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from dugout.cli.commands.demo import make_demo

    Company.objects.update(demo=True)
    monkeypatch.setattr(story, "tell", lambda **more: pytest.fail("told again"))
    make_demo(TODAY)


def test_a_day_that_is_none_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    from dugout.cli.commands.demo import day_typed

    assert day_typed(None) is None
    assert day_typed("2026-11-25") == TODAY
    with pytest.raises(typer.Exit):
        day_typed("31/02")
    assert "“31/02” is not a day." in capsys.readouterr().err
