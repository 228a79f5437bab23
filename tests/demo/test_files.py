"""The files of the accounts and of the texts: each is read, used, and says nothing that cannot happen."""

import string

import pytest

from dugout.demo.catalogue import PRODUCTS
from dugout.demo.company import EMPLOYEES
from dugout.demo.lives.everyday import routines
from dugout.demo.story import OF_CLIENTS, OF_SALES
from dugout.demo.told import Told, accounts
from dugout.timeline.terms import LOGGED_KIND, PURPOSES

FIRST_NAMES = {one.first_name for one in EMPLOYEES}
TOLD = accounts()


def test_first_names_differ() -> None:
    assert len(FIRST_NAMES) == len(EMPLOYEES)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.key)
def test_the_days_of_an_account_go_forward(told: Told) -> None:
    days = [*told.days]
    if told.handoff is not None:
        further = (told.handoff.withdrawn, told.handoff.signed, told.handoff.submitted, told.handoff.accepted)
        days += [day for day in (*further, told.handoff.introduced) if day is not None]
    assert days == sorted(set(days), reverse=True)
    assert len(told.days) == 7 or told.handoff is None
    for settled in ("kept", "broken"):
        assert told.promise.get(settled, 0) < days[-1]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.key)
def test_an_account_names_people_and_products_that_there_are(told: Told) -> None:
    assert told.seller in FIRST_NAMES
    assert told.handoff is None or told.handoff.manager in FIRST_NAMES
    assert {line[0] for line in told.sale.offer} <= set(PRODUCTS)
    assert {need.product for need in told.needs} - {""} <= {line[0] for line in told.sale.offer}
    assert not any(need.product and not need.reaction for need in told.needs)
    assert told.handoff is None or told.places


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.key)
def test_what_is_added_later_is_added_to_a_section_that_was_written(told: Told) -> None:
    if told.later:
        assert told.later["section"] in told.document
        assert told.handoff is not None
        assert told.handoff.introduced is not None
        assert told.later["ago"] < told.handoff.introduced
    assert set(told.ends_of) <= FIRST_NAMES | {"manager", "seller"}


def test_every_story_has_its_account_and_is_told() -> None:
    clients = {told.key for told in TOLD if told.handoff is not None}
    assert set(OF_CLIENTS) <= clients
    assert set(OF_SALES) <= {told.key for told in TOLD} - clients


def test_everyday_entries_are_of_kinds_and_purposes_that_people_log() -> None:
    for routine in routines():
        assert routine["by"] in FIRST_NAMES | {"manager", "seller"}
        for entry in routine["entries"]:
            assert entry["kind"] in LOGGED_KIND
            assert entry.get("purpose", "news") in PURPOSES
            slots = {name for _, name, _, _ in string.Formatter().parse(entry["text"]) if name}
            assert slots <= {"place", "n", "many", "who", "seller"}
            assert "who" not in slots or "with" in entry
