"""Winning: one transaction that drafts the papers and opens the hand-off, and its undoing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import AccountFigures, Contact
from dugout.handoffs.commands import accepting, winning
from dugout.handoffs.commands.moving import submit_handoff
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.queries.opened import handoff_of_sale, win_can_go_back
from dugout.history.models import Entry
from dugout.revenue.commands.confirming import confirm_order
from dugout.revenue.models import Movement, Paper, PaperLine
from dugout.revenue.terms import ConfirmedTerms
from dugout.selling.models import Opportunity, OpportunityLine
from dugout.timeline.models import Notification
from dugout.values.refused import Refused, Taken
from tests.handoffs.scene import WON_ON, fill, open_sale, submitted, win, won
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


def test_winning_new_business_drafts_both_papers_and_opens_a_hand_off_to_the_pool(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at)

    handoff = win(scene, author("seller"), at)

    assert handoff is not None
    assert (handoff.state, handoff.opportunity_id, handoff.from_person) == (
        "draft", scene.opportunity.id, person("seller"),
    )  # fmt: skip
    assert handoff.pool is not None
    assert (handoff.pool.name, handoff.receiver) == ("Account Management", None)
    assert "as a pool" in handoff.receiver_because
    papers = {paper.kind: paper for paper in Paper.objects.filter(opportunity=scene.opportunity)}
    assert papers["contract"].value == 6 * 10_000 * 12 * 94 // 100
    assert papers["order"].value == 50_000
    assert PaperLine.objects.filter(paper=papers["contract"]).count() == 1
    assert AccountFigures.objects.get(account=scene.account).handoff_open


def test_drafts_change_nothing_that_the_account_shows(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at)

    win(scene, author("seller"), at)

    scene.account.refresh_from_db()
    figures = AccountFigures.objects.get(account=scene.account)
    assert (scene.account.stage, figures.arr, figures.client_since) == ("prospect", 0, None)
    assert not Movement.objects.exists()


def test_a_sale_with_a_line_without_a_price_is_not_won_and_nothing_is_written(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at)
    OpportunityLine.objects.filter(opportunity=scene.opportunity, recurring=False).update(unit_price=None)
    before = digest_of_database()

    with pytest.raises(Refused, match="no price"):
        win(scene, author("seller"), at)

    assert digest_of_database() == before


def test_the_debrief_is_filled_in_from_what_is_known(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)

    answers = {one.question: one for one in DebriefAnswer.objects.filter(handoff=handoff)}
    assert len(answers) == 14
    assert answers["price"].text == (
        "6 × Freezer farm at €100 a month for 36 months, less 6%\n1 × Installation at €500"
    )
    assert answers["people"].text == "Léa Sutter, economic buyer"
    assert answers["people"].prefilled
    assert not answers["goals"].prefilled


def test_winning_an_expansion_opens_no_hand_off(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at, kind="expansion")

    assert win(scene, author("seller"), at) is None
    assert Paper.objects.filter(opportunity=scene.opportunity).count() == 2


def test_a_sale_without_lines_makes_no_draft(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at)
    scene.opportunity.lines.all().delete()

    win(scene, author("seller"), at)

    assert not Paper.objects.exists()


def test_undoing_a_win_takes_back_the_drafts_and_withdraws_the_hand_off(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)

    winning.undo_win(
        opportunity_id=handoff.opportunity_id, reason="They meant next year.", seen=None,
        by=author("sales_head"), at=at,
    )  # fmt: skip

    handoff.refresh_from_db()
    assert handoff.state == "withdrawn"
    assert handoff.opportunity.outcome == "open"
    assert not Paper.objects.exists()
    assert not AccountFigures.objects.get(account=handoff.account).handoff_open


def test_a_win_is_not_undone_once_a_paper_is_signed(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    order = Paper.objects.get(kind="order")
    confirm_order(
        paper_id=order.id, terms=ConfirmedTerms(signed_on=WON_ON), seen=1, by=author("finance_clerk"), at=at
    )

    with pytest.raises(Refused, match="confirmed as signed"):
        winning.undo_win(
            opportunity_id=handoff.opportunity_id, reason="x", seen=None, by=author("sales_head"), at=at
        )

    assert Handoff.objects.get(id=handoff.id).state == "draft"


def test_a_win_is_not_undone_once_the_hand_off_is_accepted(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)

    with pytest.raises(Refused, match="has an account manager"):
        winning.undo_win(
            opportunity_id=handoff.opportunity_id, reason="x", seen=None, by=author("sales_head"), at=at
        )


def test_a_second_sale_joins_the_hand_off_that_is_open(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    first = open_sale(person("seller"), at)
    win(first, author("seller"), at)
    second = open_sale(person("seller"), at, name="Other name")
    second.opportunity.account = first.account
    second.opportunity.save()
    second.contact.account = first.account
    second.contact.save()

    win(second, author("seller"), at)

    assert Handoff.objects.filter(account=first.account).count() == 1


def test_a_hand_off_by_hand_is_refused_while_one_is_open(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    from dugout.handoffs.commands.opening import open_handoff

    handoff = won(person("seller"), author("seller"), at)
    entries = Entry.objects.count()

    with pytest.raises(Taken):
        open_handoff(account_id=handoff.account_id, by=author("seller"), at=at)

    assert Entry.objects.count() == entries


def another_won(first: Handoff, owner: Any, by: Any, at: dt.datetime) -> Opportunity:
    """A second sale of the same account, won while its hand-off is open."""
    scene = open_sale(owner, at, name="To be moved")
    Opportunity.objects.filter(id=scene.opportunity.id).update(account=first.account, name="Two more farms")
    contact = Contact.objects.get(account=first.account)
    winning.win_opportunity(
        opportunity_id=scene.opportunity.id, contact_id=contact.id, day=WON_ON, seen=None, by=by, at=at
    )
    return Opportunity.objects.get(id=scene.opportunity.id)


@pytest.mark.parametrize("sent", [False, True])
def test_undoing_the_win_that_opened_a_hand_off_leaves_it_to_another_that_it_took_in(
    sent: bool, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    seller, by = person("seller"), author("seller")
    handoff = submitted(seller, by, at) if sent else won(seller, by, at)
    first, other = handoff.opportunity_id, another_won(handoff, seller, by, at)

    winning.undo_win(
        opportunity_id=first or 0, reason="They meant next year.", seen=None, by=author("sales_head"), at=at
    )

    handoff.refresh_from_db()
    assert (handoff.state, handoff.opportunity) == ("submitted" if sent else "draft", other)
    assert handoff_of_sale(other) == handoff
    entry = Entry.objects.get(kind="handoff_goes_on")
    assert (entry.text, entry.after["sale"]) == (
        "The win was undone: They meant next year.",
        "Two more farms",
    )
    told = Notification.objects.filter(entry=entry).values_list("person__name", flat=True)
    assert ("Ines Duarte" in told) == sent


def test_who_was_to_answer_is_told_of_a_hand_off_that_an_undone_win_withdrew(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    winning.undo_win(
        opportunity_id=handoff.opportunity_id, reason="A slip.", seen=None, by=author("sales_head"), at=at
    )
    told = Notification.objects.filter(entry__kind="handoff_withdrawn", person=person("account_manager"))
    assert told.get().because == "Colin Marsh withdrew the hand-off of Aurelia Biobank."


def test_an_account_manager_who_wins_on_their_own_account_has_nobody_to_hand_over_to(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)

    sale = another_won(handoff, person("account_manager"), author("account_manager"), at)

    assert sale.settled_at == at
    assert not Handoff.objects.filter(account=handoff.account, ended_at=None).exists()


def own_won(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Opportunity:
    """A sale that the account manager won on their own account, a day after the hand-off was accepted."""
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    later = at + dt.timedelta(days=1)
    return another_won(handoff, person("account_manager"), author("account_manager"), later)


def undo(sale: Opportunity, by: Any, at: dt.datetime) -> None:
    winning.undo_win(opportunity_id=sale.id, reason="They meant next year.", seen=sale.version, by=by, at=at)


def test_a_win_that_settled_without_a_hand_off_is_taken_back(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    sale = own_won(person, author, at)
    assert win_can_go_back(sale)

    undo(sale, author("accounts_head"), at + dt.timedelta(days=2))

    sale.refresh_from_db()
    assert (sale.outcome, sale.closed_on, sale.settled_at, sale.step.commits) == ("open", None, None, True)
    assert not Paper.objects.filter(opportunity=sale).exists()
    assert Entry.objects.filter(kind="win_undone", subject_id=sale.id).count() == 1


def test_a_win_that_settled_without_a_hand_off_stays_once_a_paper_of_it_is_signed(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    sale = own_won(person, author, at)
    order = Paper.objects.get(kind="order", opportunity=sale)
    terms = ConfirmedTerms(signed_on=WON_ON)
    confirm_order(paper_id=order.id, terms=terms, seen=1, by=author("finance_clerk"), at=at)
    before = digest_of_database()

    with pytest.raises(Refused, match="confirmed as signed"):
        undo(sale, author("accounts_head"), at + dt.timedelta(days=2))

    assert not win_can_go_back(sale)
    assert digest_of_database() == before


def test_a_win_stays_that_an_accepted_hand_off_took_in(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    taken_in = another_won(handoff, person("seller"), author("seller"), at)
    fill(handoff, author("seller"), at)
    submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)
    taken_in.refresh_from_db()
    before = digest_of_database()

    with pytest.raises(Refused, match="has an account manager"):
        undo(taken_in, author("sales_head"), at)

    assert not win_can_go_back(taken_in)
    assert digest_of_database() == before
