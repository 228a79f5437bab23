"""How entries read."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dugout.history.terms import Direction
from dugout.timeline.rules.wording import changes_in_words, headline, listed
from dugout.timeline.terms import Change

BERLIN = ZoneInfo("Europe/Berlin")


def words(before: dict[str, Any] | None, after: dict[str, Any] | None) -> tuple[Change, ...]:
    return changes_in_words(
        before,
        after,
        subject_kind="account",
        currency="EUR",
        names={("person", 3): "Tom Okafor"},
        zone=BERLIN,
    )


@pytest.mark.parametrize(
    ("direction", "contacts", "expected"),
    [
        (Direction.TWO_WAY, ["Ana Ruiz", "Dev Anand"], "Call with Ana Ruiz and Dev Anand"),
        (Direction.FROM_US, ["Ana Ruiz"], "Call to Ana Ruiz"),
        (Direction.TO_US, ["Ana Ruiz"], "Call from Ana Ruiz"),
        (Direction.INTERNAL, ["Ana Ruiz"], "Call"),
        (Direction.TWO_WAY, [], "Call"),
    ],
)
def test_a_headline_names_the_contacts(direction: Direction, contacts: list[str], expected: str) -> None:
    assert headline("call", direction, contacts) == expected


def test_many_names_are_counted() -> None:
    assert listed(list("abcdefg")) == "a, b, c, d and 3 others"
    assert listed(list("abcde")) == "a, b, c, d and e"


@pytest.mark.parametrize(
    ("name", "before", "after", "change"),
    [
        ("annual_revenue", None, 41280000, Change(label="annual revenue", before="", after="€412,800")),
        ("owner_id", 3, 9, Change(label="owner", before="Tom Okafor", after="person 9")),
        ("left_on", None, "2026-11-17", Change(label="left on", before="", after="17 Nov 2026")),
        (
            "due_at", None, "2026-11-17T09:38:00+00:00",
            Change(label="due at", before="", after="17 Nov 2026, 10:38"),
        ),
        ("managed", False, True, Change(label="managed", before="no", after="yes")),
        ("stage", "prospect", "in_review", Change(label="stage", before="prospect", after="in review")),
        ("employees", 900, 1450, Change(label="employees", before="900", after="1,450")),
        ("founded", 1998, 2001, Change(label="year of founding", before="1998", after="2001")),
        (
            "terms", None, {"minor": 1250, "currency": "GBP"},
            Change(label="terms", before="", after="£12.50"),
        ),
        (
            "roles", ["user"], ["user", "decision_maker"],
            Change(label="roles", before="user", after="user, decision maker"),
        ),
        ("severity", 2, 4, Change(label="severity", before="watch", after="critical")),
    ],
)  # fmt: skip
def test_a_change_reads_in_words(name: str, before: Any, after: Any, change: Change) -> None:
    assert words({name: before}, {name: after}) == (change,)


def test_the_currency_that_the_record_states_counts() -> None:
    found = words({"currency": "JPY", "amount": 100}, {"currency": "JPY", "amount": 2500})
    assert found == (Change(label="amount", before="¥100", after="¥2,500"),)


def test_what_was_made_anew_has_no_changes() -> None:
    assert words(None, {"name": "Brightwater"}) == ()
