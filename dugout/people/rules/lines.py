"""Who is above whom, who acts for whom: pure walks over reporting lines and absences."""

from collections.abc import Collection, Mapping
from datetime import date

from dugout.people.terms import LineSpan

# A reporting line longer than this is a mistake in the data, not a company.
LONGEST_LINE = 50


def initials_of(name: str) -> str:
    """The first letters of the first and the last word, in capitals."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def line_above(person_id: int, reports_to: Mapping[int, int | None]) -> tuple[int, ...]:
    """The managers of a person, nearest first. Ends at the top, or where it would go round."""
    line: list[int] = []
    at: int | None = reports_to.get(person_id)
    while at is not None and at not in line and at != person_id and len(line) < LONGEST_LINE:
        line.append(at)
        at = reports_to.get(at)
    return tuple(line)


def makes_a_circle(person_id: int, new_manager_id: int, reports_to: Mapping[int, int | None]) -> bool:
    """Whether reporting to this manager would make the person their own manager, at any distance."""
    return new_manager_id == person_id or person_id in line_above(new_manager_id, reports_to)


def acts_for(
    person_id: int, stand_in_of: Mapping[int, int | None], reports_to: Mapping[int, int | None]
) -> int | None:
    """Who acts for a person now: they themselves; if absent, the stand-in, then theirs, at last the manager.

    `stand_in_of` holds exactly the absent, each with the stand-in or None. Returns None when everybody up
    the line is absent too.
    """
    seen: set[int] = set()
    at: int | None = person_id
    while at is not None and at in stand_in_of and at not in seen:
        seen.add(at)
        at = stand_in_of[at]
    if at is not None and at not in stand_in_of:
        return at
    for manager in line_above(person_id, reports_to):
        if manager not in stand_in_of:
            return manager
    return None


def first_circle_day(spans: Collection[LineSpan], *, from_day: date) -> date | None:
    """The first day on or after `from_day` on which somebody is their own manager, at any distance.

    A circle can only begin on a day on which a span begins, so only those days are looked at.
    """
    days = sorted({from_day} | {span.from_day for span in spans if span.from_day > from_day})
    for day in days:
        lines = {span.person_id: span.manager_id for span in spans if span.holds(day)}
        if any(_meets_itself(person, lines) for person in lines):
            return day
    return None


def _meets_itself(person_id: int, lines: Mapping[int, int | None]) -> bool:
    seen = {person_id}
    at = lines.get(person_id)
    while at is not None and at not in seen:
        seen.add(at)
        at = lines.get(at)
    return at == person_id


def acts_as_head(
    head_id: int,
    deputy_id: int | None,
    stand_in_of: Mapping[int, int | None],
    reports_to: Mapping[int, int | None],
) -> int:
    """Who acts as head of a side now: the head; if absent, the deputy; if both are, whoever acts for the head.

    With nobody there up the line it stays with the head.
    """
    if head_id not in stand_in_of:
        return head_id
    if deputy_id is not None and deputy_id not in stand_in_of:
        return deputy_id
    return acts_for(head_id, stand_in_of, reports_to) or head_id
