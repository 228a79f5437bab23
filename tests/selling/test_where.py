"""Where is it: one line for each sale that is open, or won and not yet settled."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.handoffs.commands.winning import win_opportunity
from dugout.selling.commands import moving, opportunities
from dugout.selling.models import Opportunity, StepMove, WentOnWithout
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.where import Where, where_is_it
from dugout.selling.terms import OpportunityValues
from dugout.values.records import values_of
from dugout.values.refused import Missing, Refused
from tests.selling.scene import DAY, UTC, Sale, a_sale, confirm, to_step, unmet
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def sale(person: Callable[[str], Any], by: Any, at: dt.datetime) -> Sale:
    return a_sale(person("seller"), by, at)


def where(sale: Sale, at: dt.datetime) -> Where:
    (found,) = where_is_it(sale.account.id, at=at, zone=UTC)
    return found


def next_step(sale: Sale, text: str, day: dt.date | None, by: Any, at: dt.datetime) -> None:
    row = Opportunity.objects.get(id=sale.row.id)
    values = replace(values_of(OpportunityValues, row), next_step=text, next_step_on=day)
    opportunities.change_opportunity(opportunity_id=row.id, values=values, seen=row.version, by=by, at=at)


def test_it_names_process_step_since_gate_next_step_and_owner(sale: Sale, by: Any, at: dt.datetime) -> None:
    to_step(sale, 2, by, at)
    next_step(sale, "Visit", dt.date(2026, 3, 20), by, at)
    assert where(sale, at).sentence == (
        "Track Selling, step 2 of 7, since 4 March; wants: A need is written down, A contact with authority is named, "
        "The budget is known; next: Visit on 20 March; Tom Okafor"
    )


def test_where_is_it_says_it_in_one_line(sale: Sale, at: dt.datetime) -> None:
    assert where(sale, at).sentence == (
        "Track Selling, step 1 of 7, since 4 March; wants: They agreed to be asked questions; no next step; Tom Okafor"
    )


def test_many_are_read_in_as_many_queries_as_one(
    sale: Sale, by: Any, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        where_is_it(sale.account.id, at=at, zone=UTC)
    for name in ("Second", "Third"):
        values = OpportunityValues(name=name)
        opportunities.add_opportunity(account_id=sale.account.id, values=values, by=by, at=at)
    with django_assert_num_queries(3):
        assert len(where_is_it(sale.account.id, at=at, zone=UTC)) == 3


def test_a_sale_stalls_after_twice_the_usual_days_or_past_its_next_step(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    assert [where(sale, at + dt.timedelta(days=days)).stalled for days in (0, 20, 21)] == [False, False, True]
    next_step(sale, "Call", dt.date(2026, 3, 10), by, at)
    assert [where(sale, at + dt.timedelta(days=days)).stalled for days in (6, 7)] == [False, True]


def test_a_won_sale_is_in_step_seven_until_it_is_settled(sale: Sale, by: Any, at: dt.datetime) -> None:
    to_step(sale, 6, by, at)
    win_opportunity(opportunity_id=sale.row.id, contact_id=sale.contact.id, day=DAY, seen=None, by=by, at=at)
    found = where(sale, at)
    assert (found.step, found.of, found.step_name) == (7, 7, "Cement the Sale")
    assert found.wants == (
        "The reasons were reviewed with the client", "Thanks were sent", "The next step is set",
        "The hand-off is accepted",
    )  # fmt: skip


def test_what_is_gone_on_without_is_still_wanted(sale: Sale, by: Any, at: dt.datetime) -> None:
    (gate,) = readings_of(sale.row, steps={1})
    moving.go_on_without(
        opportunity_id=sale.row.id, gate_id=gate.gate.id, reason="They rang us.", by=by, at=at
    )
    (after,) = readings_of(sale.row, steps={1})
    assert (after.met, after.open, after.without) == (False, False, "They rang us.")
    assert where(sale, at).wants == ("They agreed to be asked questions",)
    moving.go_on_without(opportunity_id=sale.row.id, gate_id=gate.gate.id, reason="In a hurry.", by=by, at=at)
    assert WentOnWithout.objects.get().reason == "In a hurry."
    assert moving.move_to_step(opportunity_id=sale.row.id, to=2, seen=None, by=by, at=at).step.number == 2


def test_a_reason_is_not_kept_for_what_is_met_or_is_no_gate_of_it(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    (gate,) = readings_of(sale.row, steps={1})
    confirm(sale, "agreed_to_questions", by, at)
    before = digest_of_database()
    with pytest.raises(Refused):
        moving.go_on_without(opportunity_id=sale.row.id, gate_id=gate.gate.id, reason="x", by=by, at=at)
    with pytest.raises(Missing):
        moving.go_on_without(opportunity_id=sale.row.id, gate_id=999_999, reason="x", by=by, at=at)
    assert digest_of_database() == before


def test_going_back_over_several_steps_is_one_move_and_the_gates_stay_as_they_are(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    confirm(sale, "agreed_to_questions", by, at)
    to_step(sale, 5, by, at)
    later = at + dt.timedelta(days=1)
    back = moving.move_to_step(opportunity_id=sale.row.id, to=1, seen=sale.row.version, by=by, at=later)
    assert (back.step.number, back.step_since, unmet(sale, 1)) == (1, later, [])
    moves = StepMove.objects.filter(opportunity=sale.row).order_by("id")
    assert list(moves.values_list("from_step__number", "to_step__number")) == [(None, 1), (1, 5), (5, 1)]
    assert (
        moving.move_to_step(opportunity_id=sale.row.id, to=1, seen=None, by=by, at=later).version
        == back.version
    )
