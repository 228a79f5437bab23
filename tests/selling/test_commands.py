"""Opportunities: added, moved, proven, won, lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from dugout.accounts.models import Account, AccountFigures, Contact, ContactRole
from dugout.client_document.models import Need
from dugout.gates.terms import GatesUnmet
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.selling import parts
from dugout.selling.commands import closing, moving, opportunities
from dugout.selling.commands import lines as offer
from dugout.selling.commands.evidence import withdraw_evidence
from dugout.selling.models import Opportunity, OpportunityLine, Process, Product, StepMove, WentOnWithout
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.where import where_is_it
from dugout.selling.terms import ConfirmationKind, LineValues, OpportunityValues
from dugout.values.refused import Refused, Stale
from tests.selling.evidence import (
    add_concern,
    add_objection,
    answer_concern,
    answer_objection,
    ask_commitment,
    match_need,
    record_confirmation,
)
from tests.selling.scene import UTC

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 3)


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    made = Account.objects.create(name="Brightwater Foods", owner=person("seller"), made_at=at)
    AccountFigures.objects.create(account=made)
    return made


@pytest.fixture
def ana(account: Account, at: dt.datetime) -> Contact:
    return Contact.objects.create(account=account, given_name="Ana", family_name="Ruiz", made_at=at)


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def sale(account: Account, by: Any, at: dt.datetime) -> Opportunity:
    values = OpportunityValues(name="Cold rooms", amount_typed=90_000)
    return opportunities.add_opportunity(account_id=account.id, values=values, by=by, at=at)


def unmet(sale: Opportunity, step: int) -> list[str]:
    return [one.gate.condition for one in readings_of(sale, steps={step}) if not one.met]


def test_founding_ships_seven_steps_with_their_credit_and_real_gates() -> None:
    process = Process.objects.get(key="track-selling")
    assert [step.name for step in process.steps.order_by("number")] == [
        "Approach", "Qualification", "Agreement on Need", "Sell the Company", "Fill the Need", "Act of Commitment",
        "Cement the Sale",
    ]  # fmt: skip
    assert "Roy Chitwood (Max Sacks International)" in process.credit
    assert process.steps.get(commits=True).number == 6


def test_an_opportunity_begins_in_the_first_step_and_is_counted(sale: Opportunity, account: Account) -> None:
    figures = AccountFigures.objects.get(account=account)
    assert (sale.step.number, sale.owner.name, sale.amount) == (1, "Tom Okafor", 90_000)
    assert (figures.open_opportunities, figures.open_amount, figures.step) == (1, 90_000, 1)


def test_moving_over_several_steps_asks_for_every_gate_on_the_way(
    sale: Opportunity, by: Any, at: dt.datetime
) -> None:
    with pytest.raises(GatesUnmet) as refused:
        moving.move_to_step(opportunity_id=sale.id, to=4, seen=1, by=by, at=at)
    asked = [(one.gate.step, one.gate.condition) for one in refused.value.readings]
    assert asked == [
        (1, "agreed_to_questions"), (2, "need_exists"), (2, "authority_named"), (2, "budget_known"),
        (3, "needs_summary"),
    ]  # fmt: skip
    reasons = {one.gate.id: "They asked us to hurry." for one in refused.value.readings}
    moved = moving.move_to_step(opportunity_id=sale.id, to=4, seen=1, by=by, at=at, reasons=reasons)
    assert moved.step.number == 4
    assert WentOnWithout.objects.filter(opportunity=sale).count() == 5


def told(entry: Entry) -> tuple[str, str]:
    """The headline and the words of an entry, as the timeline has them."""
    sentence = KINDS.get(entry.kind).sentence
    assert sentence is not None
    return sentence(entry.after or {}), entry.text


def test_the_timeline_tells_what_was_gone_past_and_why_and_no_move_that_was_none(
    sale: Opportunity, by: Any, at: dt.datetime
) -> None:
    agreed_gate, need, authority, budget = (one.gate.id for one in readings_of(sale, steps={1, 2}))
    moving.go_on_without(opportunity_id=sale.id, gate_id=agreed_gate, reason="They called us.", by=by, at=at)
    entry = Entry.objects.latest("id")
    assert (entry.kind, told(entry)) == (
        "went_on_without",
        ("Cold rooms goes on without: They agreed to be asked questions", "They called us."),
    )
    assert not Entry.objects.filter(kind="step_moved").exists()
    moving.move_to_step(opportunity_id=sale.id, to=2, seen=None, by=by, at=at)
    assert told(Entry.objects.latest("id")) == ("Cold rooms moved to step 2", "")
    reasons = {need: "Later.", authority: "The owner decides.", budget: "They never tell."}
    moving.move_to_step(opportunity_id=sale.id, to=3, seen=None, reasons=reasons, by=by, at=at)
    assert told(Entry.objects.latest("id")) == (
        "Cold rooms moved to step 3, without: A need is written down; A contact with authority is named; "
        "The budget is known",
        "A need is written down: Later.\nA contact with authority is named: The owner decides.\n"
        "The budget is known: They never tell.",
    )
    assert Entry.objects.filter(kind="step_moved").count() == 2


def test_a_refused_move_writes_no_reason_of_the_others(sale: Opportunity, by: Any, at: dt.datetime) -> None:
    first = readings_of(sale, steps={1})[0].gate.id
    with pytest.raises(GatesUnmet):
        moving.move_to_step(opportunity_id=sale.id, to=3, seen=1, by=by, at=at, reasons={first: "Later."})
    assert not WentOnWithout.objects.exists()
    assert StepMove.objects.filter(opportunity=sale).count() == 1


def test_going_back_is_free_and_recorded_and_a_stale_move_is_refused(
    sale: Opportunity, ana: Contact, by: Any, at: dt.datetime
) -> None:
    agreed(sale, ana, by, at)
    moving.move_to_step(opportunity_id=sale.id, to=2, seen=1, by=by, at=at)
    with pytest.raises(Stale):
        moving.move_to_step(opportunity_id=sale.id, to=1, seen=1, by=by, at=at)
    assert moving.move_to_step(opportunity_id=sale.id, to=1, seen=2, by=by, at=at).step.number == 1
    assert Entry.objects.filter(kind="step_moved").count() == 2


def agreed(sale: Opportunity, ana: Contact, by: Any, at: dt.datetime) -> Any:
    return record_confirmation(
        opportunity_id=sale.id,
        kind=ConfirmationKind.AGREED_TO_QUESTIONS,
        contact_id=ana.id,
        day=DAY,
        by=by,
        at=at,
    )


def test_a_gate_is_unmet_again_when_its_record_goes(
    sale: Opportunity, ana: Contact, by: Any, at: dt.datetime
) -> None:
    made = agreed(sale, ana, by, at)
    assert unmet(sale, 1) == []
    withdraw_evidence(opportunity_id=sale.id, what="confirmation", evidence_id=made.id, by=by, at=at)
    assert unmet(sale, 1) == ["agreed_to_questions"]


def test_authority_goes_with_the_contact_who_left(sale: Opportunity, ana: Contact) -> None:
    ContactRole.objects.create(contact=ana, role="economic_buyer")
    assert "authority_named" not in unmet(sale, 2)
    ana.left_on = DAY
    ana.save()
    assert "authority_named" in unmet(sale, 2)


def test_a_concern_wants_its_answer_with_proof(sale: Opportunity, by: Any, at: dt.datetime) -> None:
    concern = add_concern(opportunity_id=sale.id, text="Too small", by=by, at=at)
    with pytest.raises(Refused):
        answer_concern(
            opportunity_id=sale.id, concern_id=concern.id, answer="We grew", proof=" ", by=by, at=at
        )
    assert unmet(sale, 4) == ["concerns_answered"]
    answer_concern(
        opportunity_id=sale.id, concern_id=concern.id, answer="We grew", proof="Annual report", by=by, at=at
    )
    assert unmet(sale, 4) == []


def with_lines(sale: Opportunity, by: Any, at: dt.datetime, *prices: int) -> Opportunity:
    products = [Product.objects.create(name=f"Room {price}", price=price) for price in prices]
    lines = [LineValues(product_id=one.id, quantity=2, unit_price=one.price) for one in products]
    return offer.set_lines(opportunity_id=sale.id, lines=lines, seen=sale.version, by=by, at=at)


def test_lines_make_the_amount_and_matching_a_need_meets_its_gate(
    sale: Opportunity, account: Account, by: Any, at: dt.datetime
) -> None:
    assert with_lines(sale, by, at, 1_000, 500).amount == 3_000
    assert AccountFigures.objects.get(account=account).open_amount == 3_000
    need = Need.objects.create(account=account, text="Cold", state="agreed", day=DAY)
    line = OpportunityLine.objects.filter(opportunity=sale).earliest("id")
    assert "needs_matched" in unmet(sale, 5)
    match_need(opportunity_id=sale.id, need_id=need.id, line_id=line.id, reaction="Fits", by=by, at=at)
    assert "needs_matched" not in unmet(sale, 5)
    offer.set_lines(opportunity_id=sale.id, lines=[], seen=2, by=by, at=at)
    assert "needs_matched" in unmet(sale, 5)


def to_commitment(sale: Opportunity, by: Any, at: dt.datetime) -> Opportunity:
    reasons = {one.gate.id: "Told by phone." for one in readings_of(sale)}
    return moving.move_to_step(opportunity_id=sale.id, to=6, seen=sale.version, by=by, at=at, reasons=reasons)


def test_no_move_leads_past_commitment(sale: Opportunity, by: Any, at: dt.datetime) -> None:
    with pytest.raises(Refused) as refused:
        moving.move_to_step(opportunity_id=sale.id, to=7, seen=1, by=by, at=at)
    assert refused.value.code == "commitment-needed"


def test_a_win_is_refused_for_an_open_objection_then_stays_until_settled(
    sale: Opportunity, account: Account, ana: Contact, by: Any, at: dt.datetime
) -> None:
    to_commitment(sale, by, at)
    asked = ask_commitment(opportunity_id=sale.id, contact_id=ana.id, day=DAY, by=by, at=at)
    objection = add_objection(opportunity_id=sale.id, text="Too dear", by=by, at=at)
    WentOnWithout.objects.filter(opportunity=sale).delete()
    win = {"opportunity_id": sale.id, "request_id": asked.id, "day": DAY, "by": by, "at": at}
    with pytest.raises(GatesUnmet), transaction.atomic():
        parts.mark_won(**win)
    answer_objection(opportunity_id=sale.id, objection_id=objection.id, answer="It lasts", by=by, at=at)
    with transaction.atomic():
        won = parts.mark_won(**win)
    figures = AccountFigures.objects.get(account=account)
    assert (won.outcome, won.step.number, won.settled_at, figures.open_opportunities) == ("won", 7, None, 0)
    assert len(where_is_it(account.id, at=at, zone=UTC)) == 1
    with transaction.atomic():
        parts.settle(opportunity_id=sale.id, by=by, at=at)
    assert where_is_it(account.id, at=at, zone=UTC) == []


def test_an_undone_win_is_open_again_at_commitment(
    sale: Opportunity, ana: Contact, by: Any, at: dt.datetime
) -> None:
    to_commitment(sale, by, at)
    with transaction.atomic():
        parts.mark_won(opportunity_id=sale.id, contact_id=ana.id, day=DAY, by=by, at=at)
    with transaction.atomic():
        back = parts.undo_win(opportunity_id=sale.id, reason="They called back.", by=by, at=at)
    assert (back.outcome, back.step.number, back.closed_on) == ("open", 6, None)


def test_a_refused_commitment_stays_and_counts(
    sale: Opportunity, ana: Contact, by: Any, at: dt.datetime
) -> None:
    to_commitment(sale, by, at)
    asked = ask_commitment(opportunity_id=sale.id, contact_id=ana.id, day=DAY, by=by, at=at)
    closing.refuse_commitment(opportunity_id=sale.id, request_id=asked.id, day=DAY, by=by, at=at)
    sale.refresh_from_db()
    assert (sale.outcome, sale.step.number) == ("open", 6)
    assert unmet(sale, 6) == ["commitment_given"]


def test_lost_wants_a_reason(sale: Opportunity, account: Account, by: Any, at: dt.datetime) -> None:
    with pytest.raises(Refused):
        closing.lose_opportunity(opportunity_id=sale.id, reason=" ", day=DAY, by=by, at=at)
    lost = closing.lose_opportunity(opportunity_id=sale.id, reason="Price", day=DAY, by=by, at=at)
    assert (lost.outcome, lost.lost_reason) == ("lost", "Price")
    assert AccountFigures.objects.get(account=account).open_opportunities == 0


def test_the_timeline_tells_who_joined_the_team_and_who_left_it(
    sale: Opportunity, by: Any, at: dt.datetime, person: Callable[[str], Any]
) -> None:
    about = {"opportunity_id": sale.id, "person_id": person("engineer").id, "by": by, "at": at}
    opportunities.add_member(**about)
    opportunities.add_member(**about)
    opportunities.remove_member(**about)
    told = Entry.objects.filter(kind="opportunity_changed").order_by("id").values_list("before", "after")
    assert list(told) == [
        ({"team_member": None}, {"name": "Cold rooms", "team_member": "Daniel Brandt"}),
        ({"team_member": "Daniel Brandt"}, {"name": "Cold rooms", "team_member": None}),
    ]
