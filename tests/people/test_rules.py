"""Lines, stand-ins and circles: cases, and what must hold for any company."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.people.rules.lines import (
    acts_as_head,
    acts_for,
    first_circle_day,
    line_above,
    makes_a_circle,
)
from dugout.people.rules.tokens import holds
from dugout.people.terms import LineSpan, Scope

# 1 reports to 2, 2 to 3, 3 to nobody.
LINE = {1: 2, 2: 3, 3: None, 4: 3, 5: None}


@pytest.mark.parametrize(
    ("absent", "acting"),
    [
        ({}, 1),
        ({1: 4}, 4),
        ({1: 4, 4: 5}, 5),
        ({1: None}, 2),
        ({1: 4, 4: None}, 2),
        ({1: 4, 4: 1}, 2),
        ({1: 1}, 2),
        ({1: 4, 4: None, 2: 5}, 3),
        ({1: None, 2: None, 3: None}, None),
        ({1: 4, 4: 5, 5: 4, 2: None, 3: None}, None),
    ],
)
def test_the_stand_in_acts_then_theirs_at_last_the_manager(
    absent: dict[int, int | None], acting: int | None
) -> None:
    assert acts_for(1, absent, LINE) == acting


@pytest.mark.parametrize(
    ("absent", "acting"),
    [({}, 1), ({1: 5}, 4), ({1: 5, 4: None}, 5), ({1: None, 4: None}, 2), (dict.fromkeys(LINE), 1)],
)
def test_an_absent_head_is_stood_for_by_the_deputy(absent: dict[int, int | None], acting: int) -> None:
    assert acts_as_head(1, 4, absent, LINE) == acting


def test_without_a_deputy_the_stand_in_acts_as_head() -> None:
    assert acts_as_head(1, None, {1: 5}, LINE) == 5


people = st.integers(1, 9)
lines = st.dictionaries(people, st.none() | people, max_size=9)


@given(people, lines, lines)
def test_who_acts_is_present_whatever_the_absences(
    somebody: int, absent: dict[int, int | None], reports_to: dict[int, int | None]
) -> None:
    acting = acts_for(somebody, absent, reports_to)
    assert acting is None or acting not in absent
    if somebody not in absent:
        assert acting == somebody
    if acting is None:
        assert all(manager in absent for manager in line_above(somebody, reports_to))


@given(people, lines)
def test_a_line_above_ends_and_names_nobody_twice(somebody: int, reports_to: dict[int, int | None]) -> None:
    line = line_above(somebody, reports_to)
    assert len(set(line)) == len(line)
    assert somebody not in line


@given(lines, people, people)
def test_a_change_makes_a_circle_exactly_when_the_day_after_has_one(
    reports_to: dict[int, int | None], somebody: int, manager: int
) -> None:
    day = dt.date(2026, 3, 4)

    def circle(lines: dict[int, int | None]) -> bool:
        spans = [LineSpan(person_id=p, manager_id=m, from_day=day) for p, m in lines.items()]
        return first_circle_day(spans, from_day=day) is not None

    without = {person: to for person, to in reports_to.items() if person != somebody}
    if not circle(without):
        assert circle({**without, somebody: manager}) == makes_a_circle(somebody, manager, without)


managers_by_day = st.dictionaries(st.integers(0, 9), st.none() | people, min_size=1, max_size=3)


@given(st.dictionaries(people, managers_by_day, max_size=6))
def test_the_first_day_of_a_circle_is_one_and_no_day_before_is(
    changes: dict[int, dict[int, int | None]],
) -> None:
    start = dt.date(2026, 3, 1)
    spans = []
    for person, by_day in changes.items():
        begins = [start + dt.timedelta(days=n) for n in sorted(by_day)]
        for number, (begin, until) in enumerate(zip(begins, [*begins[1:], None], strict=True)):
            manager = by_day[sorted(by_day)[number]]
            spans.append(LineSpan(person_id=person, manager_id=manager, from_day=begin, until_day=until))

    def has_circle(day: dt.date) -> bool:
        lines = {span.person_id: span.manager_id for span in spans if span.holds(day)}
        for person in lines:
            at = lines.get(person)
            for _ in range(20):
                if at == person:
                    return True
                at = lines.get(at) if at is not None else None
        return False

    days = [start + dt.timedelta(days=n) for n in range(25)]
    expected = next((day for day in days if has_circle(day)), None)
    assert first_circle_day(spans, from_day=start) == expected


def test_a_scope_holds_the_ones_before_it() -> None:
    table = [[holds(held, needed) for needed in Scope] for held in Scope]
    assert table == [[True, False, False], [True, True, False], [True, True, True]]
