"""The snapshot: what stands on an account, read across every package in a stated number of queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dugout.accounts.commands.accounts import add_account, change_owner
from dugout.accounts.terms import AccountValues
from dugout.handoffs.commands.moving import withdraw_handoff
from dugout.handoffs.models import Handoff
from dugout.history.terms import Author
from dugout.overview.queries.snapshot import account_named, snapshot_of
from dugout.overview.terms.snapshot import Phase
from dugout.values.refused import Missing
from tests.handoffs.scene import won
from tests.overview.scene import DAY, client

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
Asks = Callable[[str], Any]


def test_a_client_with_everything(person: Asks, author: Callable[[str], Author], at: dt.datetime) -> None:
    made = client(person, author, at, of_each=2)
    found = snapshot_of(made.account.id, at=at, zone=BERLIN)
    assert (found.account.stage, found.phase, found.base, found.managed) == ("client", Phase.GROWTH, 2, True)
    assert (found.figures.arr, found.figures.client_since) == (676_800, DAY)
    assert [(one.text, one.raised_by, one.claimed_by) for one in found.beside.signals] == [
        ("Probe 0 will not pair.", "Aoife Kelleher", ""),
        ("Probe 1 will not pair.", "Aoife Kelleher", "Daniel Brandt"),
    ]
    assert [(one.text, one.by, one.to, one.due_on) for one in found.beside.promises] == [
        ("Spare probe 0", "Ines Duarte", "Dev Anand 0", DAY),
        ("Spare probe 1", "Ines Duarte", "Dev Anand 1", DAY + dt.timedelta(days=1)),
    ]
    handoff = found.beside.handoff
    assert handoff is not None
    assert (handoff.state, handoff.from_person, handoff.to) == (
        "accepted",
        "Tom Okafor",
        "Account Management",
    )
    assert sorted((one.kind, one.status) for one in found.beside.papers) == [
        ("contract", "active"),
        ("order", "draft"),
    ]
    assert [(one.name, one.why) for one in found.beside.people] == [
        ("Ines Duarte", ("account manager",)),
        ("Hanna Weiss", ("sells Second site 0 and Second site 1",)),
        ("Daniel Brandt", ("works on Second site 0 and Second site 1",)),
        ("Tom Okafor", ("sold it",)),
    ]
    assert found.answers is not None
    assert (found.answers.name, found.answers.mark, found.answers.initials) == ("Ines Duarte", "am", "ID")
    assert [one.name for one in found.where] == ["Second site 0", "Second site 1"]
    assert found.next_move is not None
    assert found.next_move.name == "Second site 0"
    assert found.last_contact_at == found.last_proper_at == at
    spoke = {one.department: (one.contact_at, one.proper_at) for one in found.spoke}
    assert spoke == {"Account Management": (at, at), "Finance": (at, at), "Support": (at, None)}
    roles = {one.name: one.roles for one in found.beside.contacts}
    assert roles == {"Dev Anand 0": ("user",), "Dev Anand 1": ("user",), "Léa Sutter": ("economic buyer",)}


def test_an_open_hand_off_is_given_by_who_owns_the_account_now_and_an_ended_one_by_who_gave_it(
    person: Asks, author: Callable[[str], Author], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)

    def gives() -> str:
        found = snapshot_of(handoff.account_id, at=at, zone=BERLIN).beside.handoff
        assert found is not None
        return found.from_person

    assert gives() == "Tom Okafor"
    change_owner(
        account_id=handoff.account_id, person_id=person("other_seller").id, reason="Another region", seen=None,
        by=author("admin"), at=at,
    )  # fmt: skip
    assert gives() == "Hanna Weiss"
    withdraw_handoff(handoff_id=handoff.id, reason="Not now", seen=None, by=author("other_seller"), at=at)
    given = Handoff.objects.get(id=handoff.id)
    assert gives() == given.from_person.name


def test_what_has_no_data_is_empty(author: Callable[[str], Author], at: dt.datetime) -> None:
    made = add_account(values=AccountValues(name="Nobody yet"), owner_id=None, by=author("admin"), at=at)
    found = snapshot_of(made.id, at=at, zone=BERLIN)
    assert (found.phase, found.base, found.answers, found.next_move) == (Phase.SELLING, 0, None, None)
    assert (found.last_contact_at, found.last_proper_at, found.figures.renewal_on) == (None, None, None)
    assert found.figures.arr == 0
    beside = found.beside
    assert (beside.signals, beside.promises, beside.papers, beside.contacts, beside.people) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert (beside.handoff, beside.stage_since, found.where, found.spoke) == (None, None, (), ())
    assert [(one.department, one.count) for one in found.changed] == [("Operations", 1)]


def test_the_last_seven_days_are_today_and_the_six_before_it_by_the_companys_day(
    author: Callable[[str], Author], at: dt.datetime
) -> None:
    midnight = dt.datetime(2026, 3, 5, 0, 0, tzinfo=BERLIN)
    made = add_account(
        values=AccountValues(name="Halden"),
        owner_id=None,
        by=author("admin"),
        at=midnight - dt.timedelta(seconds=1),
    )
    six_days_later, a_week_later = midnight + dt.timedelta(days=6), midnight + dt.timedelta(days=7)
    before = six_days_later - dt.timedelta(seconds=1)
    assert snapshot_of(made.id, at=before, zone=BERLIN).changes == 1
    assert snapshot_of(made.id, at=six_days_later, zone=BERLIN).changes == 0
    assert snapshot_of(made.id, at=a_week_later, zone=BERLIN).changes == 0


@pytest.mark.parametrize("of_each", [1, 3])
def test_it_takes_the_same_queries_however_much_stands_there(
    of_each: int,
    person: Asks,
    author: Callable[[str], Author],
    at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:
    made = client(person, author, at, of_each=of_each)
    with django_assert_num_queries(8):
        found = snapshot_of(made.account.id, at=at, zone=BERLIN)
        assert (len(found.beside.signals), len(found.where), found.managed) == (of_each, of_each, True)


def test_an_account_is_named_by_its_id_or_its_own_name(
    author: Callable[[str], Author], at: dt.datetime
) -> None:
    values = AccountValues(name="Osterhaus")
    one = add_account(values=values, owner_id=None, by=author("admin"), at=at)
    assert account_named(str(one.id)) == account_named("osterhaus") == one.id
    add_account(values=values, owner_id=None, by=author("admin"), at=at)
    with pytest.raises(Missing, match="Two accounts bear this name"):
        account_named("Osterhaus")
    with pytest.raises(Missing, match="There is no account Nowhere"):
        account_named("Nowhere")
