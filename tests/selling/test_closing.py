"""The ends of a sale: the win by records alone, whole or not at all; the loss; the last step."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.accounts.models import AccountFigures
from dugout.gates.terms import GatesUnmet
from dugout.handoffs.commands import accepting, moving, winning
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.revenue.models import Paper
from dugout.selling.commands import closing, opportunities
from dugout.selling.commands import moving as steps
from dugout.selling.models import CommitmentRequest, Opportunity, StepMove, WentOnWithout
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.where import where_is_it
from dugout.selling.terms import ConfirmationKind, OpportunityValues
from dugout.values.records import values_of
from dugout.values.refused import Refused, Stale, Taken
from tests.faults import leaves_nothing_when_broken
from tests.handoffs.scene import fill
from tests.selling.evidence import add_objection, ask_commitment, record_confirmation
from tests.selling.scene import DAY, UTC, Sale, a_sale, meet_gates_to_commitment, to_step, unmet, with_lines
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)
# Half past midnight on 5 March where the company is.
LATE_IN_UTC = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def sale(person: Callable[[str], Any], by: Any, at: dt.datetime) -> Sale:
    return a_sale(person("seller"), by, at, budget=1_000_000)


@pytest.fixture
def ready(sale: Sale, by: Any, at: dt.datetime) -> Sale:
    """At commitment, with two lines on the offer."""
    with_lines(sale, by, at)
    to_step(sale, 6, by, at)
    return sale


def win(sale: Sale, by: Any, at: dt.datetime, **more: Any) -> Opportunity:
    given = {"contact_id": sale.contact.id, "seen": None, **more}
    return winning.win_opportunity(opportunity_id=sale.row.id, day=DAY, by=by, at=at, **given)


def test_six_gates_lead_to_the_win_and_the_acceptance_closes_step_seven(
    sale: Sale, by: Any, author: Callable[[str], Any], at: dt.datetime
) -> None:
    meet_gates_to_commitment(sale, by, at)
    for number in range(2, 7):
        steps.move_to_step(opportunity_id=sale.row.id, to=number, seen=None, by=by, at=at)
    request = ask_commitment(opportunity_id=sale.row.id, contact_id=sale.contact.id, day=DAY, by=by, at=at)
    won = win(sale, by, at, contact_id=None, request_id=request.id)
    assert [one.open for one in readings_of(won) if one.gate.step <= 6] == [False] * 11
    assert WentOnWithout.objects.count() == 0
    assert (won.outcome, won.closed_on, won.step.number, won.settled_at) == ("won", DAY, 7, None)
    assert (figures(sale).open_opportunities, len(where_is_it(sale.account.id, at=at, zone=UTC))) == (0, 1)

    handoff = Handoff.objects.get(opportunity=won)
    fill(handoff, by, at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    assert "handoff_accepted" in unmet(sale, 7)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    won.refresh_from_db()
    assert (won.settled_at, where_is_it(sale.account.id, at=at, zone=UTC)) == (at, [])
    assert "handoff_accepted" not in unmet(sale, 7)
    moves = StepMove.objects.filter(opportunity=won).order_by("id")
    assert list(moves.values_list("to_step__number", flat=True)) == [1, 2, 3, 4, 5, 6, 7]


def figures(sale: Sale) -> AccountFigures:
    return AccountFigures.objects.get(account=sale.account)


def test_a_win_that_breaks_anywhere_leaves_nothing(ready: Sale, by: Any, at: dt.datetime) -> None:
    statements = leaves_nothing_when_broken(lambda: win(ready, by, at))
    assert statements > 30
    assert (Paper.objects.count(), Handoff.objects.count(), CommitmentRequest.objects.count()) == (0, 0, 0)
    win(ready, by, at)
    assert (Paper.objects.count(), Handoff.objects.count(), CommitmentRequest.objects.count()) == (2, 1, 1)


def test_a_win_is_refused_before_commitment_and_changes_nothing(sale: Sale, by: Any, at: dt.datetime) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        win(sale, by, at)
    assert refused.value.code == "not-at-commitment"
    assert digest_of_database() == before


def test_a_win_wants_a_contact_a_day_that_came_and_answered_objections(
    ready: Sale, by: Any, at: dt.datetime
) -> None:
    before = digest_of_database()
    for wrong in ({"contact_id": None}, {"contact_id": 999_999}, {"contact_id": None, "request_id": 999_999}):
        with pytest.raises(Refused):
            win(ready, by, at, **wrong)
    with pytest.raises(Refused):
        winning.win_opportunity(
            opportunity_id=ready.row.id, contact_id=ready.contact.id, day=at.date() + dt.timedelta(days=2),
            seen=None, by=by, at=at,
        )  # fmt: skip
    with pytest.raises(Stale):
        win(ready, by, at, seen=1)
    assert digest_of_database() == before
    WentOnWithout.objects.all().delete()
    add_objection(opportunity_id=ready.row.id, text="Too dear", by=by, at=at)
    with pytest.raises(GatesUnmet):
        win(ready, by, at)


def test_who_closes_second_reads_who_closed_first(
    ready: Sale, by: Any, author: Callable[[str], Any], at: dt.datetime
) -> None:
    win(ready, by, at)
    before = digest_of_database()
    lose = {
        "opportunity_id": ready.row.id,
        "reason": "Price",
        "day": DAY,
        "seen": 1,
        "by": author("sales_head"),
    }
    for verb in (closing.lose_opportunity, closing.abandon_opportunity):
        with pytest.raises(Taken) as taken:
            verb(**lose, at=at)
        assert taken.value.winner == "Tom Okafor"
    with pytest.raises(Taken, match="Tom Okafor closed Cold rooms already: it is won since 3 March 2026"):
        win(ready, author("sales_head"), at)
    assert digest_of_database() == before


def test_what_an_import_closed_was_closed_by_the_import(sale: Sale, by: Any, at: dt.datetime) -> None:
    Opportunity.objects.update(outcome="lost", lost_reason="not stated (import)", closed_on=DAY)
    with pytest.raises(Taken) as taken:
        win(sale, by, at)
    assert taken.value.winner == "The import"


@pytest.mark.parametrize(
    ("verb", "outcome"), [(closing.lose_opportunity, "lost"), (closing.abandon_opportunity, "abandoned")]
)
def test_a_sale_ends_with_a_reason_on_a_day_that_came(
    sale: Sale, by: Any, at: dt.datetime, verb: Callable[..., Opportunity], outcome: str
) -> None:
    before = digest_of_database()
    for reason, day in ((" ", DAY), ("Price", at.date() + dt.timedelta(days=2)), ("x" * 301, DAY)):
        with pytest.raises(Refused):
            verb(opportunity_id=sale.row.id, reason=reason, day=day, by=by, at=at)
    assert digest_of_database() == before
    ended = verb(opportunity_id=sale.row.id, reason="Price", day=DAY, seen=1, by=by, at=at)
    assert (ended.outcome, ended.lost_reason, ended.closed_on, ended.settled_at) == (
        outcome,
        "Price",
        DAY,
        at,
    )
    assert (figures(sale).open_opportunities, where_is_it(sale.account.id, at=at, zone=UTC)) == (0, [])
    entry = Entry.objects.get(kind=f"opportunity_{outcome}")
    assert (entry.text, entry.account_id, entry.author_id) == ("Price", sale.account.id, by.person_id)
    with pytest.raises(Refused):
        add_objection(opportunity_id=sale.row.id, text="Late", by=by, at=at)


def test_a_renewal_is_settled_by_hand_once_its_next_step_is_set(
    person: Callable[[str], Any], by: Any, at: dt.datetime
) -> None:
    renewal = a_sale(person("seller"), by, at, "renewal", next_step="Kick-off")
    with pytest.raises(Refused, match="not won"):
        closing.settle_opportunity(opportunity_id=renewal.row.id, seen=None, by=by, at=at)
    to_step(renewal, 4, by, at)
    win(renewal, by, at)
    WentOnWithout.objects.all().delete()
    with pytest.raises(GatesUnmet):
        closing.settle_opportunity(opportunity_id=renewal.row.id, seen=None, by=by, at=at)
    Opportunity.objects.update(next_step_on=DAY + A_DAY)
    done = closing.settle_opportunity(opportunity_id=renewal.row.id, seen=None, by=by, at=at)
    assert (done.settled_at, where_is_it(renewal.account.id, at=at, zone=UTC)) == (at, [])


def test_new_business_is_not_settled_past_its_hand_off(ready: Sale, by: Any, at: dt.datetime) -> None:
    win(ready, by, at)
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        closing.settle_opportunity(opportunity_id=ready.row.id, seen=None, by=by, at=at)
    assert refused.value.code == "handoff-needed"
    assert digest_of_database() == before


def test_a_day_counts_from_its_first_minute_where_the_company_is(
    person: Callable[[str], Any], by: Any
) -> None:
    sale = a_sale(person("seller"), by, LATE_IN_UTC)
    assert sale.row.opened_on == dt.date(2026, 3, 5)
    made = ask_commitment(
        opportunity_id=sale.row.id, contact_id=sale.contact.id, day=dt.date(2026, 3, 5), by=by, at=LATE_IN_UTC
    )
    assert made.day == dt.date(2026, 3, 5)


@pytest.mark.parametrize("verb", ["confirm", "ask", "refuse", "win", "lose", "abandon"])
def test_a_day_to_come_is_refused_whatever_is_said_to_have_happened(
    ready: Sale, by: Any, at: dt.datetime, verb: str
) -> None:
    contact, of = ready.contact.id, {"opportunity_id": ready.row.id, "by": by, "at": at}
    asked = ask_commitment(contact_id=contact, day=DAY, **of)
    kind = ConfirmationKind.REASONS_REVIEWED
    verbs: dict[str, Callable[[dt.date], Any]] = {
        "confirm": lambda day: record_confirmation(kind=kind, contact_id=contact, day=day, **of),
        "ask": lambda day: ask_commitment(contact_id=contact, day=day, **of),
        "refuse": lambda day: closing.refuse_commitment(request_id=asked.id, day=day, **of),
        "win": lambda day: winning.win_opportunity(contact_id=contact, day=day, seen=None, **of),
        "lose": lambda day: closing.lose_opportunity(reason="Price", day=day, **of),
        "abandon": lambda day: closing.abandon_opportunity(reason="Too small", day=day, **of),
    }
    today, before = at.date(), digest_of_database()
    with pytest.raises(Refused) as refused:
        verbs[verb](today + A_DAY)
    assert [(one.field, one.what) for one in refused.value.problems] == [
        ("day", "This day has not come yet.")
    ]
    assert digest_of_database() == before
    verbs[verb](today)


@pytest.mark.parametrize("end", ["lost", "abandoned", "settled"])
def test_what_has_ended_takes_no_next_step(
    person: Callable[[str], Any], by: Any, at: dt.datetime, end: str
) -> None:
    sale = a_sale(person("seller"), by, at, "renewal", next_step="Call", next_step_on=at.date() + A_DAY)
    of: dict[str, Any] = {"opportunity_id": sale.row.id, "by": by, "at": at}
    if end == "lost":
        closing.lose_opportunity(reason="Price", day=DAY, **of)
    elif end == "abandoned":
        closing.abandon_opportunity(reason="Too small", day=DAY, **of)
    else:
        to_step(sale, 4, by, at)
        win(sale, by, at)
        change_next_step(sale, by, at, "Sign")
        closing.settle_opportunity(seen=None, **of)
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        change_next_step(sale, by, at, "Call again")
    assert refused.value.code == "closed"
    assert digest_of_database() == before


def change_next_step(sale: Sale, by: Any, at: dt.datetime, text: str) -> None:
    row = Opportunity.objects.get(id=sale.row.id)
    opportunities.change_opportunity(
        opportunity_id=row.id,
        values=replace(values_of(OpportunityValues, row), next_step=text),
        seen=row.version,
        by=by,
        at=at,
    )
