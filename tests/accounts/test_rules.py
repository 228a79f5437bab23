"""Stage by rule, circles, what may be written, and likeness: each against a plainer way to say the same."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.accounts.rules import (
    check_account,
    check_contact,
    makes_a_circle,
    months_after,
    stage_changes,
    stage_on,
)
from dugout.accounts.rules.likeness import LEGAL_FORMS, bare_domain, core_of
from dugout.accounts.rules.lists import read_sort, sort_text
from dugout.accounts.terms import AccountSort, AccountValues, ContactValues, Stage
from dugout.values.refused import Refused
from dugout.values.texts import fold

FIRST = dt.date(2024, 2, 20)
DAYS = st.integers(0, 1200).map(lambda n: FIRST + dt.timedelta(days=n))
CONTRACTS = st.lists(
    st.tuples(DAYS, st.integers(-30, 500)).map(lambda p: (p[0], p[0] + dt.timedelta(days=p[1]))), max_size=4
)
ORDERS = st.lists(DAYS, max_size=4)


def plain_stage(
    day: dt.date, contracts: list[tuple[dt.date, dt.date]], orders: list[dt.date], months: int
) -> Stage:
    """Day by day from the beginning, as the book says it."""
    stage = Stage.PROSPECT
    today = FIRST - dt.timedelta(days=1)
    while today < day:
        today += dt.timedelta(days=1)
        if any(begin == today for begin, _ in contracts) or today in orders:
            stage = Stage.CLIENT
        runs = any(begin <= today <= end for begin, end in contracts)
        young = any(one <= today < months_after(one, months) for one in orders)
        if stage is not Stage.PROSPECT:
            stage = Stage.CLIENT if runs or young else Stage.LAPSED
    return stage


@given(contracts=CONTRACTS, orders=ORDERS, day=DAYS, months=st.integers(1, 24))
def test_the_stage_of_a_day_is_what_walking_there_day_by_day_gives(
    contracts: list[tuple[dt.date, dt.date]], orders: list[dt.date], day: dt.date, months: int
) -> None:
    assert stage_on(day, contracts=contracts, orders=orders, months=months) is plain_stage(
        day, contracts, orders, months
    )


@given(contracts=CONTRACTS, orders=ORDERS, today=DAYS)
def test_the_changes_are_dated_and_give_the_stage_of_every_day_between_them(
    contracts: list[tuple[dt.date, dt.date]], orders: list[dt.date], today: dt.date
) -> None:
    changes = stage_changes(today, contracts=contracts, orders=orders)
    days = [day for day, _ in changes]
    assert days == sorted(set(days))
    assert all(day <= today for day in days)
    stage = Stage.PROSPECT
    for offset in range((today - FIRST).days + 1):
        day = FIRST + dt.timedelta(days=offset)
        became = dict(changes).get(day)
        assert became is not stage, "a change changes something"
        stage = became or stage
        assert stage_on(day, contracts=contracts, orders=orders) is stage


@given(contracts=CONTRACTS, orders=ORDERS, day=DAYS)
def test_who_was_a_client_is_never_a_prospect_again(
    contracts: list[tuple[dt.date, dt.date]], orders: list[dt.date], day: dt.date
) -> None:
    signed = [begin for begin, _ in contracts if begin <= day] + [one for one in orders if one <= day]
    assert (stage_on(day, contracts=contracts, orders=orders) is Stage.PROSPECT) is not bool(signed)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2028, 1, 30), 1, dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
        (dt.date(2026, 12, 31), 12, dt.date(2027, 12, 31)),
    ],
)
def test_the_same_day_months_later_is_the_last_of_a_shorter_month(
    day: dt.date, months: int, then: dt.date
) -> None:
    assert months_after(day, months) == then


@given(st.data())
def test_a_parent_makes_a_circle_exactly_when_the_walk_up_then_comes_back(data: st.DataObject) -> None:
    """In a forest of ten, where everybody's parent is a smaller one or nobody."""
    parents = {n: data.draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(10)}
    account, parent = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 9))

    def line(start: int | None) -> list[int]:
        found: list[int] = []
        while start is not None and start not in found:
            found.append(start)
            start = parents[start]
        return found

    asked = makes_a_circle(account, parent, line(parent))
    parents[account] = parent
    last = line(account)[-1]
    assert asked is (parents[last] is not None)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"domain": "no domain"}, "domain"),
        ({"domain": "-x.example"}, "domain"),
        ({"employees": -1}, "employees"),
        ({"employees": 10_000_001}, "employees"),
        ({"annual_revenue": -1}, "annual_revenue"),
        ({"annual_revenue": 10**16 + 1}, "annual_revenue"),
        ({"currency": "EURO"}, "currency"),
        ({"currency": "eur"}, "currency"),
        ({"currency": "ZZZ"}, "currency"),
        ({"founded": 999}, "founded"),
        ({"address": "x" * 1001}, "address"),
        ({"phone": "x" * 41}, "phone"),
    ],
)
def test_what_cannot_be_an_account_is_named_by_its_field(values: dict[str, object], field: str) -> None:
    good = {"name": "Brightwater Foods"}
    assert [p.field for p in check_account(AccountValues(**good | values))] == [field]  # type: ignore[arg-type]
    assert check_account(AccountValues(**good)) == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"family_name": ""}, "family_name"),
        ({"email": "ana"}, "email"),
        ({"email": "a b@example.com"}, "email"),
        ({"email": "ana@example"}, "email"),
        ({"influence": 0}, "influence"),
        ({"influence": 6}, "influence"),
        ({"attitude": -3}, "attitude"),
        ({"attitude": 3}, "attitude"),
        ({"client_department": "kitchen"}, "client_department"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_cannot_be_a_contact_is_named_by_its_field(values: dict[str, object], field: str) -> None:
    good = {"family_name": "Ruiz"}
    assert [p.field for p in check_contact(ContactValues(**good | values))] == [field]  # type: ignore[arg-type]
    assert check_contact(ContactValues(**good)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brightwater Foods", "BRIGHTWATER FOODS LTD."),
        ("Osterhaus Frischemarkt", "Osterhaus Frischemarkt GmbH & Co. KG"),
        ("Lindqvist Dairies", "Lindqvist Dairies, A.B."),
        ("Élan", "Elan S.A.R.L."),
        ("Maple & Finch", "Maple Finch Inc"),
    ],
)
def test_names_are_alike_whatever_the_legal_form(one: str, other: str) -> None:
    assert core_of(one) == core_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brightwater Foods", "Brightwater Dairies"),
        ("Brightwater", "Brightwater Foods"),
        ("Co", "SA"),
        ("KG", "AG"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert core_of(one) != core_of(other)


@given(st.text(max_size=60), st.sampled_from(sorted(LEGAL_FORMS)))
def test_a_legal_form_at_the_end_never_matters_and_a_name_is_never_all_form(name: str, form: str) -> None:
    core = core_of(name)
    assert bool(core) is bool(fold(name))
    assert core_of(core) == core
    if core:
        assert core_of(f"{core} {form}") == core


@pytest.mark.parametrize(
    "typed",
    ["brightwater.example", "WWW.Brightwater.Example", "https://www.brightwater.example/shop?x=1#y",
     "ana.ruiz@brightwater.example", "http://user:pw@brightwater.example:8080/", " brightwater.example. "],
)  # fmt: skip
def test_a_domain_is_found_in_what_people_paste(typed: str) -> None:
    assert bare_domain(typed) == "brightwater.example"


@pytest.mark.parametrize("typed", ["", " ", "https://", "www.", "/", "a@"])
def test_where_no_domain_is_none_is_found(typed: str) -> None:
    assert bare_domain(typed) == ""


@given(st.sampled_from(AccountSort), st.booleans())
def test_a_sort_is_read_as_it_is_written(sort: AccountSort, descending: bool) -> None:
    assert read_sort(sort_text(sort, descending=descending)) == (sort, descending)


@pytest.mark.parametrize("text", ["", "-", "colour", "--arr", "arr ", "ARR"])
def test_another_sort_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sort(text)
    assert refused.value.problems[0].field == "sort"
