"""Accepting: everything that hangs on it, in one transaction, by exactly one person."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.access.table import may
from dugout.access.terms import Action
from dugout.access.viewer import viewer_for
from dugout.accounts.models import Account, AccountFigures, Ownership
from dugout.handoffs.commands import accepting, moving, opening
from dugout.handoffs.models import Acceptance, Handoff
from dugout.handoffs.queries.lists import handoff_lists, handoffs
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import Receiver, ReturnReason
from dugout.history.models import Entry
from dugout.our_company.models import Department
from dugout.overview.queries.counts import waiting_counts
from dugout.overview.queries.on_account import on_account
from dugout.people.models import Absence
from dugout.people.queries.standing import author_for
from dugout.selling.models import Opportunity
from dugout.timeline.models import Notification
from dugout.values.refused import NotAllowed, Refused, Stale, Taken
from dugout.versioned_text.models import Tag
from tests.handoffs.scene import fill, open_sale, submitted, win, won
from tests.unchanged import digest_of_database

DAY = dt.date(2026, 3, 4)
Asks = Callable[[str], Any]


@pytest.mark.django_db
def test_the_one_who_accepts_owns_the_account_and_all_that_hangs_on_it_is_done(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    later = at + dt.timedelta(hours=1)

    acceptance = accepting.accept_handoff(
        handoff_id=handoff.id, seen=2, by=author("account_manager"), at=later
    )

    ines, tom = person("account_manager"), person("seller")
    account = Account.objects.get(id=handoff.account_id)
    assert (acceptance.by, account.owner) == (ines, ines)
    owners = Ownership.objects.filter(account=account).order_by("during")
    assert [(one.person, one.managed) for one in owners] == [(tom, False), (ines, True)]
    tag = Tag.objects.get(about_id=account.id)
    assert (tag.name, tag.from_person, tag.to_person) == ("handed over", tom, ines)
    assert Opportunity.objects.get(id=handoff.opportunity_id).settled_at == later
    figures = AccountFigures.objects.get(account=account)
    assert (figures.handoff_open, figures.managed_since) == (False, later)
    assert Handoff.objects.get(id=handoff.id).state == "accepted"
    assert Entry.objects.get(kind="handoff_accepted").after["manager"] == "Ines Duarte"
    assert Notification.objects.filter(person=tom).latest("id").because == (
        "Ines Duarte is the account manager of Aurelia Biobank now."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["seller", "sales_head", "support_engineer", "admin"])
def test_only_the_addressee_accepts(
    key: str, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)

    with pytest.raises(NotAllowed):
        accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author(key), at=at)

    assert not Acceptance.objects.exists()


@pytest.mark.django_db
def test_a_stand_in_accepts_in_the_place_of_the_receiver_who_becomes_the_owner(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    to = Receiver(person_id=person("account_manager").id, because="She knows them.")
    opening.choose_receiver(handoff_id=handoff.id, to=to, seen=None, by=author("sales_head"), at=at)
    Absence.objects.create(
        person=person("account_manager"), stand_in=person("engineer"), recorded_at=at,
        during=DateRange(DAY, DAY + dt.timedelta(days=5)),
    )  # fmt: skip

    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("engineer"), at=at)

    assert Account.objects.get(id=handoff.account_id).owner == person("account_manager")
    entry = Entry.objects.get(kind="handoff_accepted")
    assert (entry.author_id, entry.stand_in_for_id) == (person("engineer").id, person("account_manager").id)


@pytest.mark.django_db
def test_a_draft_a_withdrawn_and_an_overtaken_one_are_not_accepted(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("account_manager")
    draft = won(person("seller"), author("seller"), at)
    gone = submitted(person("seller"), author("seller"), at, name="Gone")
    moving.withdraw_handoff(handoff_id=gone.id, reason="No.", seen=None, by=author("seller"), at=at)
    waits = submitted(person("seller"), author("seller"), at, name="Waits")

    for handoff_id in (draft.id, gone.id):
        with pytest.raises(Refused):
            accepting.accept_handoff(handoff_id=handoff_id, seen=None, by=by, at=at)
    with pytest.raises(Stale):
        accepting.accept_handoff(handoff_id=waits.id, seen=1, by=by, at=at)
    assert not Acceptance.objects.exists()


@pytest.mark.django_db
def test_who_comes_second_is_told_who_was_first(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=2, by=author("account_manager"), at=at)

    with pytest.raises(Taken, match="Ines Duarte accepted this hand-off on 4 Mar at 10:00") as taken:
        accepting.accept_handoff(handoff_id=handoff.id, seen=2, by=author("other_account_manager"), at=at)

    assert taken.value.winner == "Ines Duarte"


@pytest.mark.django_db
def test_the_next_sale_to_a_managed_account_goes_to_its_account_manager(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)

    again = opening.open_handoff(account_id=handoff.account_id, by=author("other_seller"), at=at)

    assert (again.receiver, again.pool) == (person("account_manager"), None)
    assert again.from_person == person("other_seller")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("department", "key", "side"),
    [("Support", "support_engineer", "other"), ("Inside Sales", "other_seller", "sales")],
)
def test_to_anybody_but_account_management_the_account_is_passed_on(
    department: str, key: str, side: str, person: Any, author: Any, at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    pool = Department.objects.get(name=department)
    to = Receiver(pool_id=pool.id, because="They look after it.")
    opening.choose_receiver(handoff_id=handoff.id, to=to, seen=None, by=author("seller"), at=at)

    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author(key), at=at)

    assert Account.objects.get(id=handoff.account_id).owner == person(key)
    assert not Ownership.objects.filter(managed=True).exists()
    assert Tag.objects.get(about_id=handoff.account_id).name == "passed on"
    assert AccountFigures.objects.get(account=handoff.account_id).managed_since is None
    page = handoff_page(handoff.id, at=at)
    assert (page.move, page.clock) == (None, None)
    # Inside sales the sale is not over: who has it now hands it over.
    is_settled = Opportunity.objects.get(id=handoff.opportunity_id).settled_at is not None
    assert is_settled == (side == "other")
    said = Notification.objects.filter(person=person("seller")).latest("id").because
    assert said == f"{person(key).name} owns Aurelia Biobank now."


@pytest.mark.django_db
def test_what_was_passed_on_inside_sales_is_handed_over_with_its_sale(
    person: Any, author: Any, at: dt.datetime
) -> None:
    first = submitted(person("seller"), author("seller"), at)
    to = Receiver(person_id=person("other_seller").id, because="She speaks Danish.")
    opening.choose_receiver(handoff_id=first.id, to=to, seen=None, by=author("seller"), at=at)
    accepting.accept_handoff(handoff_id=first.id, seen=None, by=author("other_seller"), at=at)

    second = opening.open_handoff(account_id=first.account_id, by=author("other_seller"), at=at)
    fill(second, author("other_seller"), at)
    moving.submit_handoff(handoff_id=second.id, seen=None, by=author("other_seller"), at=at)
    accepting.accept_handoff(handoff_id=second.id, seen=None, by=author("account_manager"), at=at)

    assert second.opportunity_id == first.opportunity_id
    assert Opportunity.objects.get(id=first.opportunity_id).settled_at == at
    tags = Tag.objects.order_by("id").values_list("name", "from_person__name", "to_person__name")
    assert list(tags) == [
        ("passed on", "Tom Okafor", "Hanna Weiss"), ("handed over", "Hanna Weiss", "Ines Duarte"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_won_the_sale_is_told_and_findable_though_another_owned_the_prospect(
    person: Any, author: Any, at: dt.datetime
) -> None:
    scene = open_sale(person("other_seller"), at)
    Opportunity.objects.filter(id=scene.opportunity.id).update(owner=person("seller"))
    handoff = win(scene, author("seller"), at)
    assert handoff is not None
    fill(handoff, author("seller"), at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("other_seller"), at=at)

    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=author("account_manager"), at=at)

    told = Notification.objects.filter(entry__kind="handoff_accepted").values_list("person__name", flat=True)
    assert sorted(told) == ["Hanna Weiss", "Tom Okafor"]
    people = on_account(scene.account.id, day=DAY, managed=True).people
    assert [(one.name, one.why) for one in people] == [
        ("Ines Duarte", ("account manager",)), ("Tom Okafor", ("sold it",)),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_accept_at_once_one_wins_and_forty_nine_read_the_winners_name(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    """Fifty threads, each with a connection of its own, released at once."""
    from dugout.people.models import Person, Post

    handoff = submitted(person("seller"), author("seller"), at)
    pool = handoff.pool
    assert pool is not None
    authors = []
    for number in range(50):
        one = Person.objects.create(name=f"Member {number}", joined_at=at)
        Post.objects.create(person=one, department=pool, during=DateRange(DAY, None))
        authors.append(author_for(one, day=DAY))
    barrier = threading.Barrier(50, timeout=60)
    results: list[str] = []

    def accept(by: Any) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            acceptance = accepting.accept_handoff(handoff_id=handoff.id, seen=2, by=by, at=at)
            results.append(f"won {acceptance.by_id}")
        except Taken as taken:
            results.append(f"lost to {taken.winner}")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(by,)) for by in authors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    winner = Acceptance.objects.get().by
    assert results.count(f"won {winner.id}") == 1
    assert results.count(f"lost to {winner.name}") == 49
    assert Account.objects.get(id=handoff.account_id).owner == winner
    assert Entry.objects.filter(kind="handoff_accepted").count() == 1


@pytest.mark.django_db
def test_an_account_manager_does_not_answer_the_hand_off_that_they_opened_to_their_own_pool(
    person: Asks, author: Asks, at: dt.datetime
) -> None:
    first = submitted(person("seller"), author("seller"), at)
    ines, priya = author("account_manager"), author("other_account_manager")
    accepting.accept_handoff(handoff_id=first.id, seen=None, by=ines, at=at)
    handoff = opening.open_handoff(account_id=first.account_id, by=ines, at=at)
    fill(handoff, ines, at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=ines, at=at)
    told = Notification.objects.filter(entry__kind="handoff_submitted", entry__subject_id=handoff.id)
    assert sorted(told.values_list("person__name", flat=True)) == ["James Achterberg", "Priya Raman"]
    before = digest_of_database()

    reasons = (ReturnReason(gate_key="terms", text="No price."),)
    with pytest.raises(NotAllowed, match="never by who hands it over"):
        accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=ines, at=at)
    with pytest.raises(NotAllowed, match="never by who hands it over"):
        moving.return_handoff(handoff_id=handoff.id, reasons=reasons, seen=None, by=ines, at=at)

    assert digest_of_database() == before
    for key, answers in (("account_manager", False), ("other_account_manager", True)):
        viewer = viewer_for(person(key), at=at)
        row = Handoff.objects.select_related("account").get(id=handoff.id)
        lists = handoff_lists(acts_for=viewer.acts_for, department_id=viewer.post.department_id, at=at)
        mine = handoffs(answered_by=(viewer.acts_for, viewer.post.department_id), state="submitted")
        assert may(viewer, Action.ANSWER_HANDOFF, row).allowed is answers
        assert [one.handoff.id for one in lists.to_answer] == [handoff.id] * answers
        assert [one.id for one in mine] == [handoff.id] * answers
        assert waiting_counts(viewer).handoffs == answers
    accepting.accept_handoff(handoff_id=handoff.id, seen=None, by=priya, at=at)
    assert Account.objects.get(id=handoff.account_id).owner == person("other_account_manager")
