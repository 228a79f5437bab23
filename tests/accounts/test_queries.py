"""What the smaller queries give, each in the number of queries that it says, at one row and at three."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.access.loading import loaded
from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.models import Account, Contact
from dugout.accounts.queries.accounts import accounts_named
from dugout.accounts.queries.choices import account_choices
from dugout.accounts.queries.contacts import (
    choices_of_contacts,
    contacts,
    contacts_of,
    reports_of,
    values_of_contact,
)
from dugout.accounts.queries.families import above
from dugout.accounts.queries.likeness import likely_the_same
from dugout.accounts.terms import AccountValues, ContactFilter, ContactValues, DecisionRole
from dugout.history.queries import who_changed
from dugout.values.records import values_of
from dugout.values.refused import Missing
from tests.accounts.conftest import values_of as expected_values

pytestmark = pytest.mark.django_db
Adding = Callable[..., Account]
ROWS = pytest.mark.parametrize("rows", [1, 3])


@ROWS
def test_accounts_are_found_by_the_words_of_their_names(
    adding: Adding, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        adding(f"Nordic Frost {number}")
    adding("Another")
    with django_assert_num_queries(1):
        found = accounts_named("fro nor")
        assert [(one.name, one.owner) for one in found] == [(f"Nordic Frost {n}", None) for n in range(rows)]
    assert [one.name for one in accounts_named("fro", but=found[0].id)] == [one.name for one in found[1:]]
    with django_assert_num_queries(0):
        assert accounts_named(" &!") == []


@ROWS
def test_likely_duplicates_are_found_in_one_query(
    adding: Adding, person: Callable[[str], Any], rows: int, django_assert_num_queries: Any
) -> None:
    seller = person("seller")
    forms = ("Ltd", "GmbH", "S.A.")[:rows]
    for form in forms:
        adding(f"Brightwater Foods {form}", owner=seller)
    adding("Brightwater Foodstuffs")
    with django_assert_num_queries(1):
        found = likely_the_same(name="brightwater foods", domain="")
        assert sorted(str(one.owner) for one in found) == ["Tom Okafor"] * rows
    assert {one.name for one in found} == {f"Brightwater Foods {form}" for form in forms}
    assert likely_the_same(name="brightwater foods", domain="", but=found[0].id) == found[1:]
    assert likely_the_same(name="Else", domain="") == []


@ROWS
def test_choices_are_what_accounts_have_each_once_by_name(
    adding: Adding, person: Callable[[str], Any], rows: int, django_assert_num_queries: Any
) -> None:
    keys = ("seller", "account_manager", "engineer")[:rows]
    for key in keys:
        for _ in range(2):
            adding(f"Of {key}", owner=person(key), industry=f"Industry of {key}", country="Norway")
    adding("Of nobody")
    with django_assert_num_queries(2):
        choices = account_choices()
    assert choices.owners == tuple(sorted(((person(k).id, person(k).name) for k in keys), key=lambda p: p[1]))
    assert choices.industries == tuple(sorted(f"Industry of {key}" for key in keys))
    assert (choices.countries, choices.currency) == (("Norway",), "EUR")


@ROWS
def test_those_above_are_named_the_topmost_first(
    adding: Adding, rows: int, django_assert_num_queries: Any
) -> None:
    parent = None
    for number in range(rows):
        parent = adding(f"Level {number}", parent_id=parent.id if parent else None)
    assert parent
    bottom = adding("Bottom", parent_id=parent.id)
    with django_assert_num_queries(1):
        assert [one.name for one in above(bottom.id)] == [f"Level {number}" for number in range(rows)]


def test_one_account_is_read_with_what_its_pages_need(
    adding: Adding, account: Account, django_assert_num_queries: Any
) -> None:
    child = adding("Under it", parent_id=account.id)
    with django_assert_num_queries(1):
        row = loaded(Account, child.id)
        assert (row.parent and row.parent.name, row.figures.arr, row.owner) == ("Brightwater Foods", 0, None)
    assert values_of(AccountValues, loaded(Account, account.id)) == expected_values(account)
    with pytest.raises(Missing):
        loaded(Account, 10**15)


@ROWS
def test_contacts_are_read_with_roles_and_managers(
    account: Account, author: Callable[[str], Any], at: dt.datetime, rows: int, django_assert_num_queries: Any
) -> None:
    by = author("seller")
    head = add_contact(account_id=account.id, values=ContactValues(family_name="Head"), by=by, at=at)
    roles = frozenset({DecisionRole.USER})
    for number in range(rows):
        values = ContactValues(
            family_name=f"Name {number}", reports_to_id=head.id, roles=roles, influence=number + 1
        )
        add_contact(account_id=account.id, values=values, by=by, at=at)
    with django_assert_num_queries(2):
        found = contacts_of(account.id)
        assert [one.family_name for one in found] == [*(f"Name {n}" for n in reversed(range(rows))), "Head"]
        assert {str(one.reports_to) for one in found[:-1]} == {"Head"}
        assert all(values_of_contact(one).roles == roles for one in found[:-1])
    with django_assert_num_queries(2):
        assert len(list(contacts(wanted=ContactFilter(role=DecisionRole.USER)))) == rows
    with django_assert_num_queries(2):
        assert loaded(Contact, head.id).account.owner == account.owner
    with django_assert_num_queries(1):
        assert len(reports_of(head.id)) == rows
    with django_assert_num_queries(1):
        assert choices_of_contacts(account.id, but=head.id) == [
            (one.id, one.name) for one in reversed(found[:-1])
        ]


def test_who_changed_a_record_last_is_named(
    account: Account, correcting: Callable[..., Account], django_assert_num_queries: Any
) -> None:
    correcting(account, by="engineer", city="York")
    with django_assert_num_queries(1):
        assert who_changed("account", account.id, account.id) == "Daniel Brandt"
    assert who_changed("contact", account.id, account.id) == "Dugout"
