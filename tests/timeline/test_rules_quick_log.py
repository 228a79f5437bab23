"""What a quick-log sentence proposes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.history.terms import Direction
from dugout.timeline.rules.days import find_day
from dugout.timeline.rules.quick_log import find_minutes, find_next_step, propose
from dugout.timeline.terms import LOGGED_KIND, Named, Proposal

WEDNESDAY = date(2026, 3, 4)
CONTACTS = (
    Named(id=1, name="Ana Ruiz"),
    Named(id=2, name="Marian Holt"),
    Named(id=3, name="Will Holt"),
    Named(id=4, name="Zoë de Vries"),
)
PEOPLE = (
    Named(id=1, name="Sam Adeyemi"),
    Named(id=2, name="Tom Okafor"),
    Named(id=3, name="Tomas Ruiz"),
    Named(id=4, name="Tomas Berg"),
)


def read(text: str) -> Proposal:
    return propose(text, contacts=CONTACTS, people=PEOPLE, today=WEDNESDAY)


def test_the_sentence_of_the_book_proposes_contact_minutes_next_step_and_mention() -> None:
    assert read("spoke with Ana, 20 min, wants a quote by Friday @Sam") == Proposal(
        kind="call",
        direction=Direction.TWO_WAY,
        contacts=(CONTACTS[0],),
        mentions=(PEOPLE[0],),
        minutes=20,
        next_step="wants a quote",
        next_step_on=date(2026, 3, 6),
    )


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("Met Marian at the fair", "meeting", Direction.TWO_WAY),
        ("called Ana, meeting on Friday", "call", Direction.TWO_WAY),
        ("left a message for Ana", "call", Direction.FROM_US),
        ("called Ana, no answer", "call", Direction.FROM_US),
        ("emailed Ana the offer", "email", Direction.FROM_US),
        ("email from Ana about prices", "email", Direction.TO_US),
        ("Ana wrote that they wait", "email", Direction.TO_US),
        ("visited the site in Leeds", "visit", Direction.TWO_WAY),
        ("heard they look at a competitor", "heard", Direction.INTERNAL),
        ("board decided to wait", "decision", Direction.INTERNAL),
        ("delivered 12 probes to Hull", "delivery", Direction.FROM_US),
        ("paid the invoice of January", "payment", Direction.TO_US),
        ("they like the new gateway", "note", Direction.INTERNAL),
        ("", "note", Direction.INTERNAL),
    ],
)
def test_the_first_word_of_a_kind_decides_kind_and_direction(
    text: str, kind: str, direction: Direction
) -> None:
    found = read(text)
    assert (found.kind, found.direction) == (kind, direction)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("spoke with ana", (1,)),
        ("spoke with zoe", (4,)),
        ("Will Holt and Ana Ruiz came by", (3, 1)),
        ("they will not pay", ()),
        ("Will pays", (3,)),
        ("Ana's invoice", (1,)),
        ("@Ana knows", ()),
    ],
)
def test_contacts_are_found_whole_or_by_one_name(text: str, ids: tuple[int, ...]) -> None:
    assert tuple(one.id for one in read(text).contacts) == ids


def test_a_name_of_several_contacts_is_left_to_the_person() -> None:
    found = read("Holt called")
    assert found.contacts == ()
    assert [(one.word, [c.id for c in one.choices]) for one in found.unclear_contacts] == [("Holt", [2, 3])]


def test_a_mention_of_several_or_of_nobody_is_left_to_the_person() -> None:
    found = read("see @Tomas and @Nobody, not ana@firm.example")
    assert found.mentions == ()
    assert [(one.word, [p.id for p in one.choices]) for one in found.unclear_mentions] == [
        ("Tomas", [3, 4]),
        ("Nobody", []),
    ]


@pytest.mark.parametrize(("word", "person_id"), [("@Tom", 2), ("@sam", 1), ("@Ok", 2), ("@Tomas.Berg", 4)])
def test_a_mention_is_the_beginning_of_one_name(word: str, person_id: int) -> None:
    assert [one.id for one in read(f"for {word}").mentions] == [person_id]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 min", 20), ("1h30", 90), ("2 hours", 120), ("1.5 h", 90), ("half an hour", 30), ("an hour", 60),
        ("0 min", None), ("9999 min", None), ("nothing", None),
    ],
)  # fmt: skip
def test_minutes_are_read(text: str, minutes: int | None) -> None:
    assert find_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Friday", date(2026, 3, 6)),
        ("by Wednesday", date(2026, 3, 11)),
        ("next Friday", date(2026, 3, 13)),
        ("tomorrow", date(2026, 3, 5)),
        ("in 3 days", date(2026, 3, 7)),
        ("in 2 weeks", date(2026, 3, 18)),
        ("next week", date(2026, 3, 9)),
        ("2026-04-01", date(2026, 4, 1)),
        ("6 March", date(2026, 3, 6)),
        ("March 3", date(2027, 3, 3)),
        ("6 March 2028", date(2028, 3, 6)),
        ("31 February", None),
        ("2026-13-40", None),
        ("some day", None),
    ],
)
def test_days_are_read_as_seen_from_a_wednesday(text: str, day: date | None) -> None:
    found = find_day(text, WEDNESDAY)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("met Ana on Monday", ("", None)),
        ("called Ana. Next: send the plan in 2 weeks", ("send the plan", date(2026, 3, 18))),
        ("email from Ana: needs dates by 6 March", ("needs dates", date(2026, 3, 6))),
        ("the offer, by Friday", ("", date(2026, 3, 6))),
        ("Ana called, will they renew?", ("", None)),
    ],
)
def test_the_next_step_is_the_part_that_asks_for_something(text: str, step: tuple[str, date | None]) -> None:
    assert find_next_step(text, WEDNESDAY) == step


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_proposes_something_that_may_be_logged(text: str) -> None:
    found = read(text)
    assert found.kind in LOGGED_KIND
    assert found.minutes is None or 1 <= found.minutes <= 1440
    assert len(found.next_step) <= 300
