"""The stage by rule: the fast walk over many papers says what each day says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dugout.accounts.rules.stage import stage_changes, stage_on
from dugout.accounts.terms import Stage

FIRST = date(2023, 12, 20)
DAYS = st.integers(0, 900).map(lambda number: FIRST + timedelta(days=number))
SPANS = st.tuples(DAYS, st.one_of(DAYS, st.just(date.max)))


@given(contracts=st.lists(SPANS, max_size=4), orders=st.lists(DAYS, max_size=5), today=DAYS)
def test_the_changes_are_those_that_each_day_shows(
    contracts: list[tuple[date, date]], orders: list[date], today: date
) -> None:
    wanted = []
    before = Stage.PROSPECT
    day = FIRST
    while day <= today:
        stage = stage_on(day, contracts=contracts, orders=orders)
        if stage is not before:
            wanted.append((day, stage))
            before = stage
        day += timedelta(days=1)

    assert stage_changes(today, contracts=contracts, orders=orders) == wanted


def test_thousands_of_orders_are_walked_once() -> None:
    orders = [FIRST + timedelta(days=number % 3000) for number in range(100_000)]

    changes = stage_changes(FIRST + timedelta(days=5000), contracts=(), orders=orders)

    assert [stage for _, stage in changes] == [Stage.CLIENT, Stage.LAPSED]
