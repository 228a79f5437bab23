"""One form, many records, one transaction: everything that was given is written down, or nothing of it."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from dugout.accounts.models import Contact
from dugout.accounts.terms import DecisionRole
from dugout.client_document.models import Need
from dugout.gates.terms import CONDITIONS, Supply
from dugout.handoffs.commands.winning import win_with
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.selling.commands.supplying import move_with, supply, write_line
from dugout.selling.models import (
    CommitmentRequest,
    Confirmation,
    NeedMatch,
    Opportunity,
    Product,
    WentOnWithout,
)
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import LineValues, Who
from dugout.values.refused import Refused, Stale, Taken
from tests.selling.evidence import add_concern, add_objection
from tests.selling.scene import DAY, Sale, a_sale, meet_gates_to_commitment, to_step
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
RETO = Who(new_name="Reto Imhof")
# Forms offer what there is; what they give is the same where there is nothing.
NOTHING_TO_CHOOSE = SimpleNamespace(
    contacts=(), needs=(), lines=(), rows=lambda _: (),
    sale=SimpleNamespace(currency="EUR", next_step="", next_step_on=None),
)  # fmt: skip


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def sale(person: Callable[[str], Any], by: Any, at: dt.datetime) -> Sale:
    return a_sale(person("seller"), by, at)


def gate(sale: Sale, condition: str) -> int:
    return next(one.gate.id for one in readings_of(sale.row) if one.gate.condition == condition)


def given(at: str, condition: str, **values: Any) -> Supply:
    """What the form of a condition gives, in its first part."""
    form = CONDITIONS.get(condition).form
    assert form is not None
    part = form(NOTHING_TO_CHOOSE)[0]
    return Supply(at=at, values=part.values(**part.fixed, **values), write=part.write)


def agreed(at: str, who: Who = RETO) -> Supply:
    return given(at, "agreed_to_questions", contact=who, day=DAY)


def test_records_and_move_are_one_act_and_a_newcomer_is_one_contact(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    supplies = [
        agreed("a"),
        given("b", "need_exists", text="Cold by June"),
        given(
            "c", "authority_named", contact=Who(new_name=" reto  IMHOF "), role=DecisionRole.DECISION_MAKER
        ),
        given("d", "budget_known", budget=500_00),
    ]
    moved = move_with(opportunity_id=sale.row.id, to=3, supplies=supplies, seen=1, by=by, at=at)
    assert (moved.step.number, moved.budget) == (3, 500_00)
    assert Contact.objects.filter(family_name__iexact="imhof").count() == 1
    kinds = Entry.objects.filter(recorded_at=at).order_by("id").values_list("kind", flat=True)
    assert list(kinds)[1:] == [
        "contact_added", "evidence_added", "need_added", "contact_changed", "opportunity_changed", "step_moved",
    ]  # fmt: skip


def test_a_refusal_names_what_is_wrong_and_what_was_not_given_and_writes_nothing(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    first, budget = gate(sale, "agreed_to_questions"), gate(sale, "budget_known")
    supplies = [
        agreed(f"g{first}", Who()),
        given("need", "need_exists", text="Cold by June"),
        given(f"g{budget}", "budget_known", budget=-1),
    ]
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        move_with(opportunity_id=sale.row.id, to=3, supplies=supplies, seen=1, by=by, at=at)
    assert [problem.field for problem in refused.value.problems] == [
        f"g{first}-contact", f"g{budget}-budget", f"gate-{gate(sale, 'authority_named')}",
    ]  # fmt: skip
    assert digest_of_database() == before


def test_a_gate_that_is_still_unmet_though_something_was_given_is_named(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    add_concern(opportunity_id=sale.row.id, text="Too far", by=by, at=at)
    to_step(sale, 4, by, at)
    WentOnWithout.objects.all().delete()
    concerns = gate(sale, "concerns_answered")
    supplies = [
        given(f"g{concerns}", "concerns_answered", text="Too small", answer="We grew", proof="Report")
    ]
    with pytest.raises(Refused) as refused:
        move_with(opportunity_id=sale.row.id, to=5, supplies=supplies, seen=None, by=by, at=at)
    assert refused.value.code == "gates-unmet"
    assert [problem.field for problem in refused.value.problems] == [f"gate-{concerns}"]


def test_a_line_of_the_same_form_meets_its_need_wherever_it_stands_in_it(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    room = Product.objects.create(name="Cold room", kind="recurring", price=100_00)
    need = Need.objects.create(account=sale.account, text="Cold", state="open", day=DAY)
    line = LineValues(product_id=room.id, quantity=2, unit_price=100_00, term_months=12)
    supplies = [
        given("m", "needs_matched", need_id=need.id, reaction="Fits"),
        Supply(at="line", values=line, write=write_line),
    ]
    supply(opportunity_id=sale.row.id, supplies=supplies, seen=1, by=by, at=at)
    match = NeedMatch.objects.get()
    need.refresh_from_db()
    assert (match.line.product, need.state) == (room, "agreed")


def test_a_match_without_a_line_or_to_a_foreign_need_is_refused(
    sale: Sale, person: Callable[[str], Any], by: Any, at: dt.datetime
) -> None:
    other = a_sale(person("seller"), by, at)
    foreign = Need.objects.create(account=other.account, text="Theirs", state="open", day=DAY)
    before = digest_of_database()
    for need_id, field in ((None, "m-line"), (foreign.id, "m-need")):
        one = given("m", "needs_matched", need_id=need_id, new_need="Cold", reaction="Fits")
        with pytest.raises(Refused) as refused:
            supply(opportunity_id=sale.row.id, supplies=[one], seen=None, by=by, at=at)
        assert [problem.field for problem in refused.value.problems] == [field]
    assert digest_of_database() == before


def test_thanks_are_an_entry_to_the_client(sale: Sale, by: Any, at: dt.datetime) -> None:
    one = given(
        "t", "thanks_sent", kind="letter", contact=Who(contact_id=sale.contact.id), text="Thank you, Ana."
    )
    supply(opportunity_id=sale.row.id, supplies=[one], seen=None, by=by, at=at)
    entry = Entry.objects.get(purpose="thanks")
    assert (entry.kind, entry.direction, entry.account_id, entry.text) == (
        "letter", "from_us", sale.account.id, "Thank you, Ana.",
    )  # fmt: skip
    odd = given("t", "thanks_sent", kind="telegram", contact=Who(contact_id=sale.contact.id), text="Stop")
    with pytest.raises(Refused) as refused:
        supply(opportunity_id=sale.row.id, supplies=[odd], seen=None, by=by, at=at)
    assert refused.value.problems[0].field == "t-kind"


def test_stale_and_closed_sales_take_nothing(sale: Sale, by: Any, at: dt.datetime) -> None:
    supplies = [given("n", "next_step_set", next_step="Call")]
    supply(opportunity_id=sale.row.id, supplies=supplies, seen=1, by=by, at=at)
    with pytest.raises(Stale):
        supply(opportunity_id=sale.row.id, supplies=supplies, seen=1, by=by, at=at)
    with pytest.raises(Stale):
        move_with(opportunity_id=sale.row.id, to=2, supplies=[agreed("a")], seen=1, by=by, at=at)
    Opportunity.objects.filter(id=sale.row.id).update(
        outcome="lost", lost_reason="Price", closed_on=DAY, settled_at=at
    )
    before = digest_of_database()
    with pytest.raises(Refused):
        supply(opportunity_id=sale.row.id, supplies=[agreed("a")], seen=None, by=by, at=at)
    with pytest.raises(Refused):
        move_with(opportunity_id=sale.row.id, to=2, supplies=[agreed("a")], seen=None, by=by, at=at)
    assert digest_of_database() == before


def test_a_sale_is_won_from_its_third_step_in_one_act(sale: Sale, by: Any, at: dt.datetime) -> None:
    meet_gates_to_commitment(sale, by, at)
    to_step(sale, 3, by, at)
    won = win_with(opportunity_id=sale.row.id, day=DAY, seen=None, who=RETO, by=by, at=at)
    assert (won.outcome, won.step.number) == ("won", 7)
    request = CommitmentRequest.objects.get()
    assert (request.contact.name, request.answer) == ("Reto Imhof", "given")
    assert Handoff.objects.filter(opportunity=sale.row).count() == 1
    with pytest.raises(Taken):
        win_with(opportunity_id=sale.row.id, day=DAY, seen=None, who=RETO, by=by, at=at)


def test_a_win_from_afar_is_refused_whole_with_every_problem(sale: Sale, by: Any, at: dt.datetime) -> None:
    to_step(sale, 5, by, at)
    WentOnWithout.objects.all().delete()
    add_objection(opportunity_id=sale.row.id, text="Too dear", by=by, at=at)
    matched, price, objections = (
        gate(sale, one) for one in ("needs_matched", "price_known", "objections_answered")
    )
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        win_with(
            opportunity_id=sale.row.id, day=DAY, seen=None, who=Who(), supplies=[agreed("a", Who())],
            reasons={price: "They know."}, by=by, at=at,
        )  # fmt: skip
    assert [problem.field for problem in refused.value.problems] == [
        "a-contact", f"gate-{matched}", f"gate-{objections}", "contact",
    ]  # fmt: skip
    assert digest_of_database() == before
    reasons = {matched: "Later.", price: "They know.", objections: "They take it back."}
    win_with(opportunity_id=sale.row.id, day=DAY, seen=None, who=RETO, reasons=reasons, by=by, at=at)
    assert WentOnWithout.objects.filter(opportunity=sale.row).count() == 3
    assert not Confirmation.objects.exists()
