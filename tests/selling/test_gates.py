"""Every gate that Dugout ships is met by its own record, by nothing else, and is unmet again when the record goes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from dugout.accounts.commands import contacts
from dugout.accounts.models import Contact
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.client_document.commands import needs
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemState, NeedValues
from dugout.handoffs.commands import accepting, moving, winning
from dugout.handoffs.models import Handoff
from dugout.history.terms import Author, Direction
from dugout.selling.commands import closing, evidence, lines, opportunities
from dugout.selling.commands.shipping import ACCOUNT_MANAGEMENT, TRACK_SELLING, Step
from dugout.selling.models import CommitmentRequest, Objection, Opportunity, OpportunityLine
from dugout.selling.queries.facts import readings_of
from dugout.selling.queries.opportunities import lines_of, values_of
from dugout.selling.terms import CONDITIONS, ConfirmationKind
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.terms import LoggedEntry
from tests.handoffs.scene import fill
from tests.selling.scene import DAY, Sale, a_sale, confirm, to_step, unmet, with_lines

pytestmark = pytest.mark.django_db
A_DAY = dt.timedelta(days=1)


class Hand(NamedTuple):
    """Whose hand writes the records of a sale down, and when."""

    sale: Sale
    by: Author
    at: dt.datetime
    receiver: Author

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def of(self) -> dict[str, Any]:
        return {"opportunity_id": self.sale.row.id, **self.who}

    def change(self, **values: Any) -> None:
        row = Opportunity.objects.get(id=self.sale.row.id)
        opportunities.change_opportunity(
            values=replace(values_of(row), **values), seen=row.version, **self.of
        )

    def withdraw(self, what: str, made: Any) -> None:
        evidence.withdraw_evidence(what=what, evidence_id=made.id, **self.of)


class Record(NamedTuple):
    """How the record of a condition comes, how it goes, and what must stand before it can come."""

    comes: Callable[[Hand], Any]
    goes: Callable[[Hand, Any], Any] | None
    before: Callable[[Hand], Any] = lambda hand: None


def confirmation(kind: str) -> Record:
    return Record(
        comes=lambda hand: confirm(hand.sale, kind, hand.by, hand.at),
        goes=lambda hand, made: hand.withdraw("confirmation", made),
    )


def need(hand: Hand, state: ItemState = ItemState.OPEN) -> Any:
    values = NeedValues(text="Cold by June", state=state, day=DAY)
    return needs.add_need(account_id=hand.sale.account.id, values=values, **hand.who)


def name_authority(hand: Hand) -> Contact:
    values = ContactValues(family_name="Sutter", roles=frozenset({DecisionRole.ECONOMIC_BUYER}))
    return contacts.add_contact(account_id=hand.sale.account.id, values=values, **hand.who)


def answered_concern(hand: Hand) -> Any:
    return evidence.add_concern(text="Too small", answer="We grew", proof="Annual report", **hand.of)


def agreed_need_and_line(hand: Hand) -> None:
    need(hand, ItemState.AGREED)
    with_lines(hand.sale, hand.by, hand.at)


def match(hand: Hand) -> Any:
    wanted = agreed_need(hand)
    line = OpportunityLine.objects.filter(opportunity=hand.sale.row).earliest("id")
    return evidence.match_need(need_id=wanted.id, line_id=line.id, reaction="It fits", **hand.of)


def agreed_need(hand: Hand) -> Need:
    return Need.objects.get(account=hand.sale.account, state="agreed")


def ask(hand: Hand) -> CommitmentRequest:
    return closing.ask_commitment(contact_id=hand.sale.contact.id, day=DAY, **hand.of)


def give(hand: Hand) -> Any:
    to_step(hand.sale, commits(hand), hand.by, hand.at)
    return winning.win_opportunity(contact_id=hand.sale.contact.id, day=DAY, seen=None, **hand.of)


def commits(hand: Hand) -> int:
    return hand.sale.row.process.steps.get(commits=True).number


def open_objection(hand: Hand) -> Any:
    return evidence.add_objection(text="Too dear", **hand.of)


def answer_objections(hand: Hand) -> None:
    for one in Objection.objects.filter(opportunity=hand.sale.row):
        evidence.answer_objection(objection_id=one.id, answer="It lasts", **hand.of)


def thank(hand: Hand, **other: Any) -> Any:
    given: dict[str, Any] = {"kind": "email", "contacts": (hand.sale.contact.id,), **other}
    entry = LoggedEntry(
        account_id=hand.sale.account.id, text="Thank you", happened_at=hand.at, direction=Direction.FROM_US,
        purpose="thanks", **given,
    )  # fmt: skip
    return log_entry(entry=entry, **hand.who)


def with_an_offer(hand: Hand) -> Hand:
    with_lines(hand.sale, hand.by, hand.at)
    return hand


def accept(hand: Hand) -> Any:
    handoff = Handoff.objects.get(account=hand.sale.account)
    name_authority(hand)
    fill(handoff, hand.by, hand.at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, **hand.who)
    return accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=hand.receiver, at=hand.at)


RECORDS: dict[str, Record] = {
    "agreed_to_questions": confirmation("agreed_to_questions"),
    "need_exists": Record(
        comes=need, goes=lambda hand, made: needs.drop_need(need_id=made.id, seen=made.version, **hand.who)
    ),
    "authority_named": Record(
        comes=name_authority,
        goes=lambda hand, made: contacts.contact_left(contact_id=made.id, on_day=DAY, **hand.who),
    ),
    "budget_known": Record(
        comes=lambda hand: hand.change(budget=0), goes=lambda hand, _: hand.change(budget=None)
    ),
    "needs_summary": confirmation("needs_summary"),
    "concerns_answered": Record(
        comes=answered_concern, goes=lambda hand, made: hand.withdraw("concern", made)
    ),
    "needs_matched": Record(
        before=agreed_need_and_line, comes=match, goes=lambda hand, made: hand.withdraw("need_match", made)
    ),
    "price_known": confirmation("price_known")._replace(
        before=lambda hand: with_lines(hand.sale, hand.by, hand.at)
    ),
    "commitment_asked": Record(comes=ask, goes=lambda hand, made: hand.withdraw("commitment_request", made)),
    "commitment_given": Record(
        comes=give,
        goes=lambda hand, _: winning.undo_win(reason="They rang", seen=None, **hand.of),
    ),
    # Where nothing was said nothing is missing: what goes is the state of all being answered.
    "objections_answered": Record(
        before=open_objection, comes=answer_objections, goes=lambda hand, _: open_objection(hand)
    ),
    "reasons_reviewed": confirmation("reasons_reviewed")._replace(before=give),
    "thanks_sent": Record(
        before=give, comes=thank, goes=lambda hand, made: withdraw_entry(entry=made, **hand.who)
    ),
    "next_step_set": Record(
        before=give,
        comes=lambda hand: hand.change(next_step="Kick-off", next_step_on=DAY + A_DAY),
        goes=lambda hand, _: hand.change(next_step="", next_step_on=None),
    ),
    # An acceptance stays for good.
    "handoff_accepted": Record(before=lambda hand: give(with_an_offer(hand)), comes=accept, goes=None),
}


def gates(*processes: tuple[str, tuple[Step, ...]]) -> list[tuple[str, int, str]]:
    return [
        (kind, number, condition)
        for kind, steps in processes
        for number, step in enumerate(steps, start=1)
        for condition, _ in step.gates
    ]


SEVEN = ("new_business", TRACK_SELLING)
SHIPPED = gates(SEVEN, ("renewal", ACCOUNT_MANAGEMENT), ("expansion", ACCOUNT_MANAGEMENT))
BEFORE_THE_ANSWER = [one for one in gates(SEVEN) if one[1] <= 6 and one[2] != "commitment_given"]


@pytest.fixture
def hand(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> Callable[[str], Hand]:
    def of_a(kind: str) -> Hand:
        by = author("seller")
        return Hand(
            sale=a_sale(person("seller"), by, at, kind), by=by, at=at, receiver=author("account_manager")
        )

    return of_a


@pytest.mark.parametrize(("kind", "step", "condition"), SHIPPED)
def test_a_gate_is_met_by_its_record_and_unmet_again_when_the_record_goes(
    hand: Callable[[str], Hand], kind: str, step: int, condition: str
) -> None:
    mine, record = hand(kind), RECORDS[condition]
    record.before(mine)
    assert condition in unmet(mine.sale, step)
    made = record.comes(mine)
    assert condition not in unmet(mine.sale, step)
    if record.goes is not None:
        record.goes(mine, made)
        assert condition in unmet(mine.sale, step)


@pytest.mark.parametrize(("kind", "step", "condition"), BEFORE_THE_ANSWER)
def test_the_records_of_all_other_gates_do_not_meet_it(
    hand: Callable[[str], Hand], kind: str, step: int, condition: str
) -> None:
    mine = hand(kind)
    agreed_need_and_line(mine)
    open_objection(mine)
    leave_out = {condition} | ({"need_exists"} if condition != "need_exists" else set())
    if condition == "need_exists":
        wanted = agreed_need(mine)
        needs.drop_need(need_id=wanted.id, seen=wanted.version, **mine.who)
        leave_out.add("needs_matched")
    for _, _, other in BEFORE_THE_ANSWER:
        if other not in leave_out:
            RECORDS[other].comes(mine)
    waiting = {one for number in range(1, 7) for one in unmet(mine.sale, number)}
    if condition == "need_exists":
        assert waiting == {"need_exists", "needs_matched", "commitment_given"}
    else:
        assert waiting == {condition, "commitment_given"}
    assert condition in unmet(mine.sale, step)


def test_every_shipped_condition_is_known_and_every_known_one_is_tried_here() -> None:
    assert {condition for _, _, condition in SHIPPED} == set(RECORDS)
    assert set(RECORDS) == set(CONDITIONS.keys())


def test_a_confirmation_meets_only_the_gate_of_its_kind(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    with_lines(mine.sale, mine.by, mine.at)
    wanted = {
        ConfirmationKind.AGREED_TO_QUESTIONS: "agreed_to_questions",
        ConfirmationKind.NEEDS_SUMMARY: "needs_summary",
        ConfirmationKind.NO_CONCERNS: "concerns_answered",
        ConfirmationKind.PRICE_KNOWN: "price_known",
        ConfirmationKind.REASONS_REVIEWED: "reasons_reviewed",
    }

    def waiting() -> set[str]:
        return {one for number in range(1, 8) for one in unmet(mine.sale, number)}

    for kind, condition in wanted.items():
        before = waiting()
        made = confirm(mine.sale, kind.value, mine.by, mine.at)
        assert before - waiting() == {condition}
        mine.withdraw("confirmation", made)
        assert waiting() == before


def test_a_price_is_known_only_of_the_offer_as_it_stands(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    first, _ = with_lines(mine.sale, mine.by, mine.at)
    confirm(mine.sale, "price_known", mine.by, mine.at)
    later: dict[str, Any] = {
        "opportunity_id": mine.sale.row.id, "seen": None, "by": mine.by, "at": mine.at + A_DAY,
    }  # fmt: skip
    offer = lines_of(mine.sale.row)
    lines.set_lines(lines=offer, **later)
    assert "price_known" not in unmet(mine.sale, 5)
    lines.set_lines(lines=[replace(offer[0], term_months=12), *offer[1:]], **later)
    assert "price_known" in unmet(mine.sale, 5)
    confirm(mine.sale, "price_known", mine.by, later["at"])
    assert "price_known" not in unmet(mine.sale, 5)
    lines.remove_line(line_id=first.id, **{**later, "at": mine.at + 2 * A_DAY})
    assert "price_known" in unmet(mine.sale, 5)


@pytest.mark.parametrize("wrong", [{"contacts": ()}, {"kind": "note"}, {"kind": "payment"}])
def test_thanks_reach_somebody_of_theirs(hand: Callable[[str], Hand], wrong: dict[str, Any]) -> None:
    mine = hand("new_business")
    give(mine)
    thank(mine, **wrong)
    assert "thanks_sent" in unmet(mine.sale, 7)
    thank(mine)
    assert "thanks_sent" not in unmet(mine.sale, 7)


def test_a_next_step_from_before_the_win_is_none_after_it(hand: Callable[[str], Hand]) -> None:
    mine = hand("new_business")
    mine.change(next_step="Call about the order", next_step_on=DAY)
    give(mine)
    (reading,) = (one for one in readings_of(mine.sale.row) if one.gate.condition == "next_step_set")
    assert (reading.met, reading.because) == (
        False, "Set is what came before the win: Call about the order, 3 March.",
    )  # fmt: skip
    mine.change(next_step="Kick-off", next_step_on=DAY + A_DAY)
    assert "next_step_set" not in unmet(mine.sale, 7)
