"""Who stands for whom, who is above whom: pure walks over posts and absences."""

from collections.abc import Mapping

# A reporting line longer than this is a mistake in the data, not a company.
LONGEST_LINE = 50


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
    """Who acts for a person now: they themselves; absent, the stand-in, and theirs; at last the manager.

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
