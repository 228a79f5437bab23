"""At night, figures that are kept otherwise than their source says are written anew, and administrators are told."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account, AccountFigures
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.revenue.models import Paper
from dugout.timeline.models import Notification
from dugout.upkeep import jobs
from dugout.upkeep.commands import comparing
from dugout.upkeep.commands.comparing import compare_figures
from dugout.upkeep.queries.figures import false_figures
from tests.unchanged import digest_of_database
from tests.upkeep.test_figures import FALSIFIED, falsify

pytestmark = pytest.mark.django_db


def figures() -> list[tuple[Any, ...]]:
    return list(AccountFigures.objects.order_by("account_id").values_list())


def test_where_nothing_differs_nothing_is_written(told: dict[str, int], at: dt.datetime) -> None:
    before = digest_of_database()
    assert compare_figures(at=at) == []
    assert digest_of_database() == before


@pytest.mark.parametrize("column", FALSIFIED)
def test_each_figure_is_as_it_was_before_it_was_falsified(
    column: str, told: dict[str, int], at: dt.datetime
) -> None:
    before = figures()
    for account_id in told.values():
        falsify(column, account_id)
    assert figures() != before

    compare_figures(at=at)

    assert (figures(), false_figures(at=at)) == (before, [])


def test_the_administrators_are_told_which(
    told: dict[str, int], at: dt.datetime, person: Callable[[str], Person], page: Callable[[str], Client]
) -> None:
    busy, quiet = told["busy"], told["quiet"]
    for account_id, column in ((busy, "open_signals"), (quiet, "open_signals"), (quiet, "arr")):
        falsify(column, account_id)

    found = compare_figures(at=at)

    assert [one.where for one in found] == [
        f"arr of account {quiet}", f"open signals of 2 accounts ({min(busy, quiet)}, {max(busy, quiet)})"
    ]  # fmt: skip
    entry = Entry.objects.get(kind="figures_mended")
    first, second = sorted((busy, quiet))
    assert entry.text == f"Arr of account {quiet}. Open signals of 2 accounts ({first}, {second})."
    assert (entry.author, entry.account, entry.after) == (None, None, {"accounts": 2, "left": 0})
    notice = Notification.objects.get(entry=entry)
    assert notice.person == person("admin")
    admin = page("admin")
    assert (
        "Kept figures of 2 accounts were wrong. They are corrected." in admin.get("/notices").content.decode()
    )
    assert entry.text in admin.get(f"/entries/{entry.id}").content.decode()


def test_what_is_false_even_when_it_is_worked_out_anew_is_told(
    told: dict[str, int], at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "refresh", lambda *_, **__: None)
    falsify("open_signals", told["busy"])

    compare_figures(at=at)

    entry = Entry.objects.get(kind="figures_mended")
    where = f"pen signals of account {told['busy']}."
    assert entry.text == f"O{where} Still wrong after they were worked out again: o{where}"
    assert entry.after == {"accounts": 1, "left": 1}


def test_what_days_alone_changed_is_nobodys_mistake(told: dict[str, int], at: dt.datetime) -> None:
    """Two years on the client's contract has run out, and no hourly look came by."""
    contract = Paper.objects.get(account_id=told["busy"], kind="contract")
    contract.ends_on = at.date() + dt.timedelta(days=364)
    contract.save()
    compare_figures(at=at)
    later = at + dt.timedelta(days=730)
    assert [one.account_ids for one in false_figures(at=later)] == [(told["busy"],)]

    assert compare_figures(at=later) == []

    assert Account.objects.get(id=told["busy"]).stage == "lapsed"
    assert false_figures(at=later) == []
    assert not Notification.objects.filter(entry__kind="figures_mended").exists()


def test_the_worker_compares_once_a_night(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[dt.datetime] = []
    monkeypatch.setattr(jobs, "compare_figures", lambda *, at: looked.append(at))
    monkeypatch.setattr(jobs, "company_zone", lambda: "Europe/Berlin")
    # In this night the clock is put forward from two to three.
    start = dt.datetime(2026, 3, 28, 12, 40, tzinfo=dt.UTC)
    for hour in range(24):
        jobs.compare_figures_at_night(int((start + dt.timedelta(hours=hour)).timestamp()))
        assert len(looked) == (start.hour + hour >= 26)
