"""What is kept of accounts is what its sources say, after two years of the story and after an import on top of it."""

import datetime as dt
from pathlib import Path

import pytest

from dugout.upkeep.queries.figures import false_figures
from tests.exchange.taking import take

pytestmark = pytest.mark.usefixtures("company", "db")


def test_every_figure_of_the_story_is_true(told: dt.date, now: dt.datetime) -> None:
    assert false_figures(at=now) == []


@pytest.mark.nightly
def test_every_figure_is_true_after_an_import_too(told: dt.date, now: dt.datetime, shared_data: Path) -> None:
    report = take(shared_data / "maven-crm", at=now)
    assert report.counts["opportunities"]["created"] > 8_000

    assert false_figures(at=now) == []
