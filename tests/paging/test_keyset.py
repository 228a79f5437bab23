"""Pages by keyset in any order: mixed directions, empty values, markers that nobody made."""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.accounts.models import Contact
from dugout.paging.cursors import order_fields
from dugout.paging.kept import KeptPages
from dugout.paging.keyset import page_of
from dugout.values.refused import Refused
from tests.accounts.shelf import stock

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)
ORDERS = [
    ("id",), ("-id",), ("family_name", "-id"), ("-influence", "id"), ("influence", "attitude", "id"),
    ("-influence", "-attitude", "-id"), ("left_on", "-attitude", "id"), ("-left_on", "-id"), ("made_at", "id"),
]  # fmt: skip
CONTACT = st.fixed_dictionaries({
    "family_name": st.sampled_from(["Holt", "holt", "Ruiz"]),
    "influence": st.sampled_from([None, 1, 5]),
    "attitude": st.sampled_from([None, -2, 0, 2]),
    "left_on": st.sampled_from([None, dt.date(2026, 3, 1), dt.date(2026, 3, 2)]),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(people=st.lists(CONTACT, max_size=9), order=st.sampled_from(ORDERS), limit=st.integers(1, 4))
def test_pages_together_are_the_whole_list_in_its_order(
    people: list[dict[str, Any]], order: tuple[str, ...], limit: int
) -> None:
    with transaction.atomic():
        (account,) = stock([{"name": "Brightwater Foods"}], AT)
        Contact.objects.bulk_create(Contact(account_id=account, made_at=AT, **one) for one in people)
        rows = Contact.objects.filter(account_id=account)
        whole = list(rows.order_by(*[in_words(name) for name in order]).values_list("id", flat=True))
        asked = [walked(partial(page_of, rows, order=order, limit=limit))]
        asked += [
            walked(partial(pages.page, Wanted(account_id=account), order=order, limit=limit))
            for pages in (INSTANCES, TUPLES)
        ]
        transaction.set_rollback(True)
    assert asked == [whole] * 3


def walked(page: Any) -> list[int]:
    """The ids of all pages, one after the other."""
    seen: list[int] = []
    after = None
    while True:
        one = page(after=after)
        seen += [row[0] if isinstance(row, tuple) else row.id for row in one.rows]
        after = one.after
        if after is None:
            return seen


@dataclass(frozen=True)
class Wanted:
    account_id: Any = 0


def of_account(wanted: Wanted) -> Any:
    return Contact.objects.filter(account_id=wanted.account_id)


NAMES = ("id", "family_name", "influence", "attitude", "left_on", "made_at")
INSTANCES: KeptPages[Wanted, Any] = KeptPages(Contact, of_account, typed=["account_id"])
TUPLES: KeptPages[Wanted, Any] = KeptPages(
    Contact,
    lambda wanted: of_account(wanted).values_list(*NAMES),
    typed=["account_id"],
    places={name: place for place, name in enumerate(NAMES)},
    planned_once=True,
)


def test_what_hangs_on_the_rows_is_fetched_with_both_halves_of_a_page(django_assert_num_queries: Any) -> None:
    (account,) = stock([{"name": "Brightwater Foods"}], AT)
    for left_on in (AT.date(), None):
        made = Contact.objects.create(account_id=account, family_name="Ruiz", left_on=left_on, made_at=AT)
        made.roles.create(role="user")
    rows = Contact.objects.select_related("account").prefetch_related("roles")
    with django_assert_num_queries(2):
        page = page_of(rows, order=("-left_on", "-id"), after=None, limit=5)
        assert [(row.left_on, row.account.name, [one.role for one in row.roles.all()]) for row in page.rows] == [
            (AT.date(), "Brightwater Foods", ["user"]), (None, "Brightwater Foods", ["user"]),
        ]  # fmt: skip


def in_words(name: str) -> Any:
    field = F(name.removeprefix("-"))
    return field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)


def marker(*values: Any, order: tuple[str, ...] = ("-influence", "-id")) -> str:
    """A marker as a stranger would forge it, who knows how they are made."""
    mark = json.loads(base64.b64decode(real_marker(order) + "=="))[0]
    return base64.urlsafe_b64encode(json.dumps([mark, *values]).encode()).decode().rstrip("=")


def real_marker(order: tuple[str, ...]) -> str:
    from dugout.paging.cursors import write_cursor

    return write_cursor(Contact(id=1, influence=1, made_at=AT, family_name="x"), order_fields(Contact, order))


@pytest.mark.parametrize(
    "wrong",
    ["x", "é", "=", "AAAA", "W10", marker(1), marker(1, 2, 3), marker("a", 1), marker(True, 1), marker(1.5, 1),
     marker([], 1), marker({}, 1), marker(1, None), marker(1, "\0"), base64.b64encode(b"[" * 100_000).decode(),
     real_marker(("influence", "id"))],
)  # fmt: skip
def test_a_marker_that_this_order_did_not_make_is_refused(wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        page_of(Contact.objects.all(), order=("-influence", "-id"), after=wrong, limit=1)
    assert refused.value.problems[0].field == "after"


@pytest.mark.parametrize(
    ("order", "value"),
    [("made_at", "2026-03-04"), ("made_at", "x"), ("left_on", "2026-02-31"), ("family_name", "a\0")],
)
def test_a_marker_with_a_value_that_its_field_cannot_have_is_refused(order: str, value: str) -> None:
    with pytest.raises(Refused):
        page_of(
            Contact.objects.all(), order=(order, "id"), after=marker(value, 1, order=(order, "id")), limit=1
        )


@pytest.mark.parametrize("number", [2**63, 10**40, -1])
def test_a_number_that_no_row_has_only_makes_an_empty_page_or_a_whole_one(number: int) -> None:
    (account,) = stock([{"name": "Brightwater Foods"}], AT)
    Contact.objects.create(account_id=account, family_name="Holt", made_at=AT)
    page = page_of(Contact.objects.all(), order=("id",), after=marker(number, order=("id",)), limit=5)
    assert len(page.rows) == (0 if number > 0 else 1)
