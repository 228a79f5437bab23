"""Needs, goals and promises: verbs, refusals, entries."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.client_document.commands.goals import add_goal, change_goal
from dugout.client_document.commands.needs import add_need, change_need, drop_need
from dugout.client_document.commands.promises import (
    add_promise,
    break_promise,
    change_promise,
    keep_promise,
    reopen_promise,
)
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.queries.items import open_promises, promises_due
from dugout.client_document.terms import (
    GoalState,
    GoalValues,
    Horizon,
    ItemKind,
    ItemState,
    NeedValues,
    PromiseValues,
)
from dugout.history.models import Entry
from dugout.values.records import values_of
from dugout.values.refused import Missing, Refused, Stale, Taken
from tests.client_document.accounts import add_contact

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]
DAY = dt.date(2026, 3, 4)


def kinds_of(account: Account) -> list[str]:
    return list(Entry.objects.filter(account=account).order_by("id").values_list("kind", flat=True))


@pytest.fixture
def need(account: Account, author: Author, at: dt.datetime) -> Need:
    return add_need(
        account_id=account.id, values=NeedValues(text="One alarm desk."), by=author("seller"), at=at
    )


@pytest.fixture
def promise(account: Account, author: Author, person: Author, at: dt.datetime) -> Promise:
    values = PromiseValues(
        text="Nine sites by Easter", by_id=person("seller").id, made_on=DAY, due_on=dt.date(2026, 4, 2)
    )
    return add_promise(account_id=account.id, values=values, by=author("seller"), at=at)


def test_a_need_is_of_today_unless_told_and_has_one_entry(need: Need, account: Account) -> None:
    assert (need.day, need.state, need.version) == (DAY, "open", 1)
    assert kinds_of(account) == ["need_added"]


def test_an_aspiration_is_an_item_with_horizon_and_owner(
    account: Account, author: Author, person: Author, at: dt.datetime
) -> None:
    owner = person("seller")
    values = NeedValues(
        text="Be the reference.", kind=ItemKind.ASPIRATION, horizon=Horizon.LONG, owner_id=owner.id,
        day=dt.date(2026, 2, 1),
    )  # fmt: skip
    made = add_need(account_id=account.id, values=values, by=author("seller"), at=at)
    assert values_of(NeedValues, Need.objects.get(id=made.id)) == values


def test_a_changed_need_says_what_changed(
    need: Need, account: Account, author: Author, at: dt.datetime
) -> None:
    values = replace(values_of(NeedValues, need), state=ItemState.AGREED)
    changed = change_need(need_id=need.id, values=values, seen=1, by=author("seller"), at=at)
    assert (changed.state, changed.version) == ("agreed", 2)
    entry = Entry.objects.get(account=account, kind="need_changed")
    assert entry.before == {"text": "One alarm desk.", "state": "open"}
    assert entry.after == {"text": "One alarm desk.", "state": "agreed"}


def test_an_unchanged_need_writes_nothing(
    need: Need, account: Account, author: Author, at: dt.datetime
) -> None:
    assert (
        change_need(
            need_id=need.id, values=values_of(NeedValues, need), seen=1, by=author("seller"), at=at
        ).version
        == 1
    )
    assert kinds_of(account) == ["need_added"]


def test_a_stale_change_of_a_need_shows_both_states(need: Need, author: Author, at: dt.datetime) -> None:
    change_need(
        need_id=need.id,
        values=replace(values_of(NeedValues, need), text="Theirs."),
        seen=1,
        by=author("seller"),
        at=at,
    )
    with pytest.raises(Stale) as refused:
        change_need(
            need_id=need.id,
            values=replace(values_of(NeedValues, need), text="Yours."),
            seen=1,
            by=author("seller"),
            at=at,
        )
    assert (refused.value.theirs["text"], refused.value.theirs["version"]) == ("Theirs.", 2)
    assert (refused.value.yours["text"], refused.value.yours["version"]) == ("Yours.", 1)
    assert Need.objects.get(id=need.id).text == "Theirs."


def test_a_dropped_need_stays_and_is_only_opened_again(need: Need, author: Author, at: dt.datetime) -> None:
    dropped = drop_need(need_id=need.id, seen=1, by=author("seller"), at=at)
    with pytest.raises(Refused) as refused:
        change_need(
            need_id=need.id, values=replace(values_of(NeedValues, dropped), state=ItemState.MET), seen=2,
            by=author("seller"), at=at,
        )  # fmt: skip
    assert refused.value.problems[0].field == "state"
    opened = replace(values_of(NeedValues, dropped), state=ItemState.OPEN)
    assert change_need(need_id=need.id, values=opened, seen=2, by=author("seller"), at=at).state == "open"


def test_what_an_item_names_must_be_there_and_of_this_account(
    account: Account, other_account: Account, author: Author, person: Author, at: dt.datetime
) -> None:
    stranger = add_contact(other_account, "Petra Szabó")
    elsewhere = add_need(account_id=other_account.id, values=NeedValues(text="x"), by=author("seller"), at=at)
    entry = Entry.objects.get(subject_kind="need", subject_id=elsewhere.id)
    with pytest.raises(Refused) as refused:
        add_need(
            account_id=account.id, values=NeedValues(text="y", owner_id=10**9, source_entry_id=entry.id),
            by=author("seller"), at=at,
        )  # fmt: skip
    assert [problem.field for problem in refused.value.problems] == ["owner", "source_entry"]
    with pytest.raises(Refused) as refused:
        add_promise(
            account_id=account.id,
            values=PromiseValues(text="z", by_id=person("seller").id, made_on=DAY, to_contact_id=stranger.id),
            by=author("seller"), at=at,
        )  # fmt: skip
    assert [problem.field for problem in refused.value.problems] == ["to_contact"]
    assert kinds_of(account) == []


def test_a_goal_keeps_its_current_value_in_history(account: Account, author: Author, at: dt.datetime) -> None:
    values = GoalValues(text="Cut write-offs.", measure="Write-offs a year", baseline="€310k", target="€120k")
    goal = add_goal(account_id=account.id, values=values, by=author("seller"), at=at)
    values = replace(values, current="€168k", state=GoalState.ON_TRACK, due_on=dt.date(2027, 1, 1))
    change_goal(goal_id=goal.id, values=values, seen=1, by=author("account_manager"), at=at)
    assert values_of(GoalValues, Goal.objects.get(id=goal.id)) == values
    entry = Entry.objects.get(account=account, kind="goal_changed")
    assert entry.before == {"text": "Cut write-offs.", "current": "", "due_on": None, "state": "open"}
    assert entry.after == {
        "text": "Cut write-offs.", "current": "€168k", "due_on": "2027-01-01", "state": "on_track",
    }  # fmt: skip


def test_a_reached_goal_is_not_dropped_at_once(account: Account, author: Author, at: dt.datetime) -> None:
    values = GoalValues(text="All sites live.", state=GoalState.REACHED)
    goal = add_goal(account_id=account.id, values=values, by=author("seller"), at=at)
    with pytest.raises(Refused):
        change_goal(
            goal_id=goal.id,
            values=replace(values, state=GoalState.DROPPED),
            seen=1,
            by=author("seller"),
            at=at,
        )


def test_a_promise_is_kept_by_somebody_at_a_time(
    promise: Promise, account: Account, author: Author, at: dt.datetime
) -> None:
    kept = keep_promise(promise_id=promise.id, by=author("account_manager"), at=at)
    assert (kept.state, kept.settled_by.name, kept.settled_at) == ("kept", "Ines Duarte", at)
    assert kinds_of(account) == ["promise_made", "promise_kept"]


def test_a_second_settling_is_taken_and_names_who_was_first(
    promise: Promise, account: Account, author: Author, at: dt.datetime
) -> None:
    keep_promise(promise_id=promise.id, by=author("account_manager"), at=at)
    with pytest.raises(Taken) as refused:
        break_promise(promise_id=promise.id, by=author("seller"), at=at)
    assert refused.value.winner == "Ines Duarte"
    assert kinds_of(account) == ["promise_made", "promise_kept"]


def test_a_settled_promise_keeps_its_words_until_it_is_opened_again(
    promise: Promise, account: Account, author: Author, person: Author, at: dt.datetime
) -> None:
    values = PromiseValues(text="Ten sites", by_id=person("seller").id, made_on=DAY)
    break_promise(promise_id=promise.id, by=author("seller"), at=at)
    with pytest.raises(Refused):
        change_promise(promise_id=promise.id, values=values, seen=2, by=author("seller"), at=at)
    reopened = reopen_promise(promise_id=promise.id, seen=2, by=author("seller"), at=at)
    assert (reopened.state, reopened.settled_by, reopened.settled_at) == ("open", None, None)
    assert (
        change_promise(promise_id=promise.id, values=values, seen=3, by=author("seller"), at=at).text
        == "Ten sites"
    )
    with pytest.raises(Refused):
        reopen_promise(promise_id=promise.id, seen=4, by=author("seller"), at=at)
    assert kinds_of(account) == ["promise_made", "promise_broken", "promise_reopened", "promise_changed"]


def test_promises_due_are_the_persons_open_ones_up_to_the_day(
    promise: Promise, author: Author, person: Author, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    account = promise.account
    seller = person("seller").id
    later = PromiseValues(text="Later", by_id=seller, made_on=DAY, due_on=dt.date(2026, 5, 1))
    for values in (later, replace(later, text="Some day", due_on=None)):
        add_promise(account_id=account.id, values=values, by=author("seller"), at=at)
    with django_assert_num_queries(1):
        due = promises_due(persons=[seller], until=dt.date(2026, 4, 2))
        assert [(row.text, row.account.name) for row in due] == [
            ("Nine sites by Easter", "Brightwater Foods")
        ]
    assert promises_due(persons=[seller], until=dt.date(2026, 4, 1)) == []
    assert promises_due(persons=[person("engineer").id], until=dt.date(2026, 4, 2)) == []
    assert [row.text for row in open_promises(account.id)] == ["Nine sites by Easter", "Later", "Some day"]
    keep_promise(promise_id=promise.id, by=author("seller"), at=at)
    assert promises_due(persons=[seller], until=dt.date(2026, 4, 2)) == []


def test_an_absent_record_is_missing(db: None, author: Author, at: dt.datetime) -> None:
    for verb in (keep_promise, break_promise):
        with pytest.raises(Missing):
            verb(promise_id=10**9, by=author("seller"), at=at)
    with pytest.raises(Missing):
        drop_need(need_id=10**9, seen=1, by=author("seller"), at=at)
