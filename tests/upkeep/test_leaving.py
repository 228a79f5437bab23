"""Somebody leaves: everything they hold is passed on in one step, and nothing of theirs is lost."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.accounts.models import Account, Ownership
from dugout.client_document.models import Need, Promise
from dugout.handoffs.commands.accepting import accept_handoff
from dugout.handoffs.commands.moving import withdraw_handoff
from dugout.handoffs.commands.opening import change_who_hands_over
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.overview.queries.on_account import on_account
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.leaving import employ_again
from dugout.people.commands.tokens import make_token
from dugout.people.models import Absence, Person, Post
from dugout.people.queries.standing import (
    heads_of_department,
    heads_of_sides,
    managers_of,
    members_of,
    who_acts_for,
)
from dugout.people.terms import PostValues, Scope
from dugout.selling.models import Opportunity, OpportunityMember
from dugout.timeline.models import Signal
from dugout.upkeep.commands.leaving import leave
from dugout.upkeep.queries.holdings import holdings_of
from dugout.values.refused import Missing, Refused, Stale
from tests.access.scene import Names, build
from tests.cast import PASSWORD
from tests.clock import company_day
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]


@pytest.fixture
def names() -> Names:
    """Accounts, sales and hand-offs of the cast, as tests/access/scene has them."""
    return build()


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def leaving(person: Who, author: Callable[[str], Any], now: dt.datetime) -> Callable[..., Person]:
    def ended(key: str, successor: str | None = None, *, seen: int | None = None) -> Person:
        return leave(
            person_id=person(key).id, successor_id=person(successor).id if successor else None,
            seen=person(key).version if seen is None else seen, by=author("admin"), at=now,
        )  # fmt: skip

    return ended


def test_what_a_seller_holds_is_the_successors(
    names: Names, leaving: Callable[..., Person], person: Who
) -> None:
    hanna = person("other_seller")
    before = holdings_of(person("seller").id, day=company_day())
    assert (len(before.accounts), len(before.opportunities)) == (7, 3)

    tom = leaving("seller", "other_seller")

    accounts = Account.objects.filter(id__in=[id_ for id_, _ in before.accounts])
    assert {account.owner for account in accounts} == {hanna}
    assert not Ownership.objects.filter(person=tom, during__upper_inf=True).exists()
    assert {row.owner for row in Opportunity.objects.filter(outcome="open")} == {hanna}
    assert Opportunity.objects.get(id=names["won"]).owner == tom, "whoever won it won it"
    assert holdings_of(tom.id, day=company_day()).counts == {}
    entry = Entry.objects.get(kind="person_left")
    assert (entry.after["successor"], entry.after["passed_on"]) == (
        "Hanna Weiss", {"accounts": 7, "opportunities": 3, "handing_over": 4, "promises": 1},
    )  # fmt: skip
    reasons = Entry.objects.filter(kind="owner_changed").values_list("text", flat=True)
    assert set(reasons) == {"Tom Okafor left."}


def test_a_hand_off_to_answer_goes_to_the_successor_and_a_signal_is_given_back(
    names: Names, leaving: Callable[..., Person], person: Who
) -> None:
    leaving("support_engineer")
    signal = Signal.objects.get(id=names["claimed"])
    assert (signal.claimed_by, signal.resolved_at) == (None, None)
    leaving("other_account_manager", "account_manager")
    handoff = Handoff.objects.get(id=names["named"])
    assert (handoff.receiver, handoff.state) == (person("account_manager"), "submitted")
    assert handoff.receiver_because == "Sam Adeyemi chose: Priya Raman left."


def test_hand_offs_promises_needs_and_places_on_teams_pass_on_too(
    names: Names, leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    Need.objects.filter(id=names["need"]).update(owner=person("engineer"))
    before = holdings_of(person("seller").id, day=company_day())
    assert [id_ for id_, _ in before.promises] == [names["promise"]], "one that is kept needs nobody"
    writes = {id_ for id_, _ in before.handing_over}
    assert writes == {names[key] for key in ("drafted", "pooled", "named", "ready")}
    teams = {id_ for id_, _ in holdings_of(person("engineer").id, day=company_day()).memberships}
    assert {names["sale"], names["early"], names["unplaced"]} == teams

    leaving("engineer", "support_engineer")
    on_team = OpportunityMember.objects.filter(opportunity_id__in=teams).values_list("person_id", flat=True)
    assert set(on_team) == {person("support_engineer").id}
    assert Need.objects.get(id=names["need"]).owner == person("support_engineer")

    leaving("seller", "other_account_manager")
    priya = person("other_account_manager")
    assert Promise.objects.get(id=names["promise"]).by == priya
    told = Entry.objects.get(kind="promise_changed", subject_id=names["promise"])
    assert (told.before["person_id"], told.after["person_id"]) == (person("seller").id, priya.id)
    handoffs = Handoff.objects.filter(id__in=writes)
    assert {(one.from_person, one.state) for one in handoffs} == {(priya, "draft"), (priya, "submitted")}
    # She was to answer one: whoever hands over does not, and her department may.
    assert Handoff.objects.get(id=names["named"]).pool.name == "Account Management"
    for one in handoffs:
        entry = Entry.objects.get(kind="handoff_passed_on", subject_id=one.id)
        assert (entry.after["before"], entry.after["to"], entry.text) == (
            "Tom Okafor", "Priya Raman", "Tom Okafor left.",
        )  # fmt: skip
    for who in ("engineer", "seller"):
        assert holdings_of(person(who).id, day=company_day()).counts == {}


def test_whoever_sold_stays_who_sold(
    names: Names, leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    leaving("seller", "other_seller")
    handoff = Handoff.objects.get(id=names["named"])
    accept_handoff(handoff_id=handoff.id, seen=None, by=author("other_account_manager"), at=timezone.now())
    people = on_account(handoff.account_id, day=company_day(), managed=True).people
    assert [one.name for one in people if "sold it" in one.why] == ["Tom Okafor"]


def test_a_hand_off_is_passed_on_only_while_it_is_open_and_to_somebody_else(
    names: Names, person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    def passed_on(key: str, to: str) -> None:
        change_who_hands_over(
            handoff_id=names[key], person_id=person(to).id, because="Ill.", by=author("admin"), at=now
        )

    before = digest_of_database()
    for key, to in (("named", "seller"), ("named", "other_account_manager")):
        with pytest.raises(Refused, match="They hand over or receive it already"):
            passed_on(key, to)
    assert digest_of_database() == before
    withdraw_handoff(handoff_id=names["named"], reason="No.", seen=None, by=author("seller"), at=now)
    with pytest.raises(Refused, match="withdrawn"):
        passed_on("named", "engineer")


def test_who_hands_over_does_not_answer_as_well(
    names: Names, leaving: Callable[..., Person], person: Who
) -> None:
    """The successor of the receiver is who hands over: then it is account management's as a pool."""
    leaving("other_account_manager", "seller")
    handoff = Handoff.objects.get(id=names["named"])
    assert (handoff.receiver, handoff.pool.name) == (None, "Account Management")


def test_heads_and_reports_pass_on(leaving: Callable[..., Person], person: Who, now: dt.datetime) -> None:
    day = company_day()
    colin = person("sales_head")
    department = Post.objects.get(person=colin).department_id
    leaving("sales_head", "other_seller")
    hanna = person("other_seller").id
    assert heads_of_sides(day=day)["sales"] == hanna
    assert heads_of_department(department, day=day) == {hanna}
    # The deputy became the head, and is nobody's deputy now; who reported to Colin reports to his manager.
    assert managers_of(person("seller").id, day=day) == (person("executive").id,)
    assert managers_of(hanna, day=day) == (person("executive").id,)
    leaving("executive", "admin")
    assert managers_of(person("seller").id, day=day) == ()
    assert colin.id not in members_of(department, day=day)


def test_nobody_waits_for_a_stand_in_who_left(
    leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    day = company_day()
    for who, stand_in, first in (("seller", "engineer", 0), ("engineer", None, 3)):
        plan_absence(
            person=person(who), stand_in=person(stand_in) if stand_in else None,
            first_day=day + dt.timedelta(days=first), last_day=day + dt.timedelta(days=first),
            by=author(who), at=now,
        )  # fmt: skip
    assert who_acts_for(person("seller").id, day=day) == person("engineer").id
    leaving("engineer")
    assert who_acts_for(person("seller").id, day=day) == person("sales_head").id
    assert Absence.objects.get(person=person("engineer")).cancelled_at == now


def test_sessions_tokens_and_links_are_dead_at_once(
    leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    tom, browser = person("seller"), Client()
    browser.post("/sign-in", {"email": tom.email, "password": PASSWORD})
    _, secret = make_token(
        person=tom, name="Laptop", scopes=[Scope.READ], days=9, by=author("seller"), at=now
    )
    caller = Client(headers={"Authorization": f"Bearer {secret}"})
    assert (browser.get("/people").status_code, caller.get("/api/v1/people").status_code) == (200, 200)
    leaving("seller")
    assert (browser.get("/people").status_code, caller.get("/api/v1/people").status_code) == (302, 401)
    assert Client().post("/sign-in", {"email": tom.email, "password": PASSWORD}).status_code == 422


def test_a_leaving_that_cannot_be_is_refused_whole(
    names: Names, leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    leaving("engineer")
    before = digest_of_database()
    for successor, why in (
        (None, "Tom Okafor holds what somebody must take over"),
        ("seller", "Nobody takes over from themselves"),
        ("engineer", "The successor is somebody who works here"),
    ):
        with pytest.raises(Refused, match=why) as refused:
            leaving("seller", successor)
        assert refused.value.problems[0].field == "successor"
    with pytest.raises(Stale):
        leaving("seller", "other_seller", seen=99)
    with pytest.raises(Refused, match="Sam Adeyemi is the only administrator"):
        leaving("admin")
    with pytest.raises(Refused, match="Daniel Brandt left on"):
        leaving("engineer")
    with pytest.raises(Missing):
        leave(person_id=999_999, successor_id=None, seen=1, by=author("admin"), at=now)
    assert digest_of_database() == before


def test_who_left_comes_back_in_a_post_and_with_a_new_link(
    leaving: Callable[..., Person], person: Who, author: Callable[[str], Any], now: dt.datetime
) -> None:
    daniel = person("engineer")
    department = Post.objects.get(person=daniel).department_id
    post = PostValues(
        department_id=department,
        from_day=company_day() + dt.timedelta(days=1),
        reports_to_id=person("executive").id,
    )
    with pytest.raises(Refused, match="Daniel Brandt works here"):
        employ_again(person_id=daniel.id, post=post, by=author("admin"), at=now)
    leaving("engineer")
    employ_again(person_id=daniel.id, post=post, by=author("admin"), at=now)
    back = person("engineer")
    assert (back.left_on, back.is_active, back.has_usable_password()) == (None, True, False)
    assert daniel.id in members_of(department, day=post.from_day)
    assert Post.objects.filter(person=daniel).count() == 2
    assert Entry.objects.get(kind="person_came_back").after["department"] == "Engineering"


def test_holdings_take_as_many_queries_whatever_is_held(
    names: Names, person: Who, now: dt.datetime, django_assert_num_queries: Any
) -> None:
    for key in ("seller", "sales_head", "outsider"):
        number = person(key).id
        with django_assert_num_queries(12):
            holdings_of(number, day=company_day())


def test_the_page_lists_what_is_held_and_wants_a_successor(
    names: Names, page: Callable[[str], Client], person: Who
) -> None:
    admin, tom = page("admin"), person("seller")
    path = f"/people/{tom.id}/leave"
    html = admin.get(path).content.decode()
    for words in (
        "Aurelia Biobank",
        "Open sales",
        "The successor owns them.",
        "Takes over what has to have an owner",
    ):
        assert words in html
    refused = admin.post(path, {"seen": "1"})
    assert (refused.status_code, "Name who does." in refused.content.decode()) == (422, True)
    done = admin.post(path, {"seen": "1", "successor": person("other_seller").id})
    assert done["Location"] == f"/people/{tom.id}"
    shown = admin.get(f"/people/{tom.id}").content.decode()
    for words in ("Tom Okafor left on", "Employ again", "Signs in no more"):
        assert words in shown
    assert admin.get(path)["Location"] == f"/people/{tom.id}"
    assert "Tom Okafor" not in admin.get("/people").content.decode()
    again = f"/people/{tom.id}/employ-again"
    assert admin.post(again, {"department": ""}).status_code == 422
    department = Post.objects.filter(person=tom).latest("id").department_id
    tomorrow = (company_day() + dt.timedelta(days=1)).isoformat()
    assert admin.post(again, {"department": department, "from_day": tomorrow}).status_code == 302
