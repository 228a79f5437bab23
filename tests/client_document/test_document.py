"""The document as it is read."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.client_document.commands.goals import add_goal
from dugout.client_document.commands.needs import add_need
from dugout.client_document.commands.promises import add_promise
from dugout.client_document.commands.sections import answer_none_known, save_section
from dugout.client_document.queries.document import document_of
from dugout.client_document.queries.revisions import recent_revisions
from dugout.client_document.terms import GoalValues, ItemKind, ItemState, NeedValues, PromiseValues
from dugout.values.refused import Missing
from tests.client_document.accounts import add_contact

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]
DAY = dt.date(2026, 3, 4)


def fill(account: Account, author: Author, at: dt.datetime, rows: int) -> None:
    by = author("seller")
    for number in range(rows):
        add_contact(account, f"Marian Holt{number}", "economic_buyer", influence=number % 5 + 1)
        add_need(
            account_id=account.id,
            values=NeedValues(text=f"Need {number}", owner_id=by.person_id),
            by=by,
            at=at,
        )
        aspiration = NeedValues(text=f"Dream {number}", kind=ItemKind.ASPIRATION)
        add_need(account_id=account.id, values=aspiration, by=by, at=at)
        goal = GoalValues(text=f"Goal {number}", measure="m", target="t", due_on=DAY)
        add_goal(account_id=account.id, values=goal, by=by, at=at)
        promise = PromiseValues(text=f"Promise {number}", by_id=by.person_id, made_on=DAY)
        add_promise(account_id=account.id, values=promise, by=by, at=at)
        for key in ("challenges", "plans", "success_measures", "how_they_work"):
            save_section(
                account_id=account.id, kind_key=key, body=f"Text {number}", seen=number, by=by, at=at
            )


def test_an_empty_document_has_ten_sections_each_with_guidance_and_what_is_missing(account: Account) -> None:
    document = document_of(account.id)
    assert len(document.sections) == 10
    assert (document.completeness.met, document.completeness.all) == (0, 10)
    assert all(section.guidance and section.newest is None for section in document.sections)
    assert (document.begun, document.handed_over) == (None, None)
    assert recent_revisions(document) == []


def test_a_filled_document_is_complete_and_says_who_wrote_last(
    account: Account, author: Author, at: dt.datetime
) -> None:
    fill(account, author, at, 1)
    later = at + dt.timedelta(days=1)
    save_section(
        account_id=account.id, kind_key="plans", body="Hull.", seen=1, by=author("account_manager"), at=later
    )
    answer_none_known(account_id=account.id, kind_key="risks", by=author("seller"), at=at)
    document = document_of(account.id)
    assert (document.completeness.met, document.completeness.all) == (10, 10)
    assert document.begun is not None
    assert document.begun.author_name == "Tom Okafor"
    newest = document.section("plans").newest
    assert newest is not None
    assert (newest.number, newest.author_name, newest.department_name) == (
        2,
        "Ines Duarte",
        "Account Management",
    )
    assert [contact.name for contact in document.decision_team] == ["Marian Holt0"]


def test_what_is_dropped_does_not_count(account: Account, author: Author, at: dt.datetime) -> None:
    values = NeedValues(text="Gone", state=ItemState.DROPPED)
    add_need(account_id=account.id, values=values, by=author("seller"), at=at)
    document = document_of(account.id)
    assert document.section("needs").met == 0
    assert document.open_needs == ()
    assert [need.text for need in document.needs] == ["Gone"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_document_takes_twelve_queries_however_much_is_written(
    account: Account, author: Author, at: dt.datetime, rows: int, django_assert_num_queries: Any
) -> None:
    fill(account, author, at, rows)
    with django_assert_num_queries(12):
        document = document_of(account.id)
        for promise in document.promises:
            assert promise.by.name
        for need in document.needs:
            assert need.owner is not None
        for contact in document.decision_team:
            assert [role.role for role in contact.roles.all()] == ["economic_buyer"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_newest_revisions_of_all_sections_take_one_query_more(
    account: Account, author: Author, at: dt.datetime, rows: int, django_assert_num_queries: Any
) -> None:
    fill(account, author, at, rows)
    document = document_of(account.id)
    with django_assert_num_queries(1):
        recent = recent_revisions(document, most=5)
        assert [line.author_name for _, line in recent] == ["Tom Okafor"] * min(4 * rows, 5)
    assert (recent[0][0].key, recent[0][1].number, recent[0][1].body) == ("how_they_work", rows, "")


def test_the_document_of_no_account_is_missing(db: None) -> None:
    with pytest.raises(Missing):
        document_of(10**9)
