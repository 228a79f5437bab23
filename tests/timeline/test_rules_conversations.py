"""What counts as a conversation."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.history.terms import Direction
from dugout.timeline.rules.conversations import (
    conversation_days,
    conversations,
    is_contact,
    is_proper,
    two_way,
)
from dugout.timeline.terms import ClientEntry

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def told(
    entry_id: int, direction: Direction, *, day: float = 0, kind: str = "email", contacts: tuple[int, ...] = (1,),
    people: tuple[int, ...] = (7,), department: int | None = 5,
) -> ClientEntry:  # fmt: skip
    return ClientEntry(
        entry_id=entry_id, kind=kind, direction=direction, happened_at=MONDAY + day * DAY,
        department_id=department, contacts=frozenset(contacts), people=frozenset(people),
    )  # fmt: skip


def test_a_call_with_a_contact_is_two_way_for_each_pair() -> None:
    call = told(1, Direction.TWO_WAY, kind="call", contacts=(1, 2), people=(7, 8))
    assert two_way(call, ()) == {(7, 1), (7, 2), (8, 1), (8, 2)}


@pytest.mark.parametrize(
    "entry",
    [
        told(1, Direction.TWO_WAY, kind="call", contacts=()),
        told(1, Direction.INTERNAL, kind="note"),
        told(1, Direction.FROM_US, kind="mailing"),
        told(1, Direction.TWO_WAY, kind="account_changed"),
    ],
)
def test_without_a_contact_internal_automatic_and_mailings_never_count(entry: ClientEntry) -> None:
    assert not is_contact(entry)
    assert two_way(entry, ()) == frozenset()


@pytest.mark.parametrize(
    ("first", "answer", "counts"),
    [
        (Direction.FROM_US, Direction.TO_US, True),
        (Direction.TO_US, Direction.FROM_US, True),
        (Direction.FROM_US, Direction.FROM_US, False),
    ],
)
def test_a_message_that_answers_the_other_side_is_two_way(
    first: Direction, answer: Direction, counts: bool
) -> None:
    asked, answered = told(1, first), told(2, answer, day=3)
    assert (two_way(answered, [asked, answered]) == {(7, 1)}) is counts
    assert two_way(asked, [asked, answered]) == frozenset()


@pytest.mark.parametrize(("days", "counts"), [(14, True), (14.1, False)])
def test_an_answer_counts_within_fourteen_days(days: float, counts: bool) -> None:
    asked, answered = told(1, Direction.FROM_US), told(2, Direction.TO_US, day=days)
    assert bool(two_way(answered, [asked])) is counts


def test_an_answer_is_of_the_same_contact_and_person() -> None:
    asked = told(1, Direction.FROM_US, contacts=(1,), people=(7,))
    assert not two_way(told(2, Direction.TO_US, day=1, contacts=(2,)), [asked])
    assert not two_way(told(2, Direction.TO_US, day=1, people=(8,)), [asked])


def test_it_counts_on_the_day_of_the_answer_once_a_day_for_a_pair() -> None:
    entries = [
        told(1, Direction.FROM_US),
        told(2, Direction.TO_US, day=2),
        told(3, Direction.TWO_WAY, kind="call", day=2.1),
        told(4, Direction.TWO_WAY, kind="call", day=3),
    ]
    found = list(conversation_days(entries, day_of=lambda moment: moment.date()))
    assert found == [(dt.date(2026, 3, 4), 7, 1), (dt.date(2026, 3, 5), 7, 1)]


def test_support_is_a_contact_and_no_proper_conversation() -> None:
    support = told(1, Direction.TWO_WAY, kind="support_call")
    assert two_way(support, ())
    assert not is_proper(support, ())


def test_last_contact_and_last_proper_conversation_are_given_by_department() -> None:
    found = conversations([
        told(1, Direction.TWO_WAY, kind="call", department=5),
        told(2, Direction.TWO_WAY, kind="support_call", day=1, department=6),
        told(3, Direction.FROM_US, day=2, department=6),
        told(4, Direction.INTERNAL, day=3, department=6),
    ])  # fmt: skip
    assert found.last_contact_at == MONDAY + 2 * DAY
    assert found.last_proper_at == MONDAY
    assert found.contact_by_department == {5: MONDAY, 6: MONDAY + 2 * DAY}
    assert found.proper_by_department == {5: MONDAY}


def test_a_message_logged_late_makes_the_later_one_an_answer() -> None:
    sent = told(9, Direction.FROM_US, day=3)
    received_before = told(10, Direction.TO_US, day=1)
    assert conversations([sent, received_before]).last_proper_at == sent.happened_at


ENTRIES = st.lists(
    st.builds(
        told,
        st.integers(1, 10_000),
        st.sampled_from(list(Direction)),
        day=st.integers(0, 40),
        kind=st.sampled_from(["call", "email", "note", "ticket", "mailing"]),
        contacts=st.sampled_from([(), (1,), (2,), (1, 2)]),
        people=st.sampled_from([(), (7,), (8,)]),
    ),
    max_size=12,
    unique_by=lambda entry: entry.entry_id,
)


@settings(max_examples=150)
@given(ENTRIES)
def test_the_last_proper_conversation_is_never_after_the_last_contact(entries: list[ClientEntry]) -> None:
    found = conversations(entries)
    if found.last_proper_at is not None:
        assert found.last_contact_at is not None
        assert found.last_proper_at <= found.last_contact_at
