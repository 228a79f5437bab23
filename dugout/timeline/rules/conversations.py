"""What counts as a conversation (book 09, "Two-way"), and which was the last one.

Two-way is an entry of that direction held with a contact, or a message that answers one from the other side,
of the same contact and person, within 14 days; it counts on the day of the answer, at most once a day for a
pair of our person and their contact. Automatic entries, mailings and internal ones never count.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from dugout.history.terms import Direction
from dugout.timeline.terms import LOGGED_KIND, ClientEntry, Conversations

ANSWERED_WITHIN = timedelta(days=14)
_OPPOSITE = {Direction.TO_US: Direction.FROM_US, Direction.FROM_US: Direction.TO_US}
Pair = tuple[int, int]


def is_contact(entry: ClientEntry) -> bool:
    """Whether an entry is to, from or with a contact: something that a person logged, not internal."""
    return bool(entry.contacts) and entry.kind in LOGGED_KIND and entry.direction is not Direction.INTERNAL


def two_way(entry: ClientEntry, others: Sequence[ClientEntry]) -> frozenset[Pair]:
    """The pairs (our person, their contact) for whom this entry is a two-way one. `others` may hold it too.

    An entry of direction two-way with a contact and nobody of ours counts for the pairs with person 0.
    """
    if not is_contact(entry):
        return frozenset()
    pairs = frozenset((person, contact) for person in entry.people or (0,) for contact in entry.contacts)
    if entry.direction is Direction.TWO_WAY:
        return pairs
    answered: set[Pair] = set()
    for other in others:
        if is_contact(other) and _answers(entry, other):
            answered |= pairs & {(p, c) for p in other.people for c in other.contacts}
    return frozenset(answered)


def _answers(answer: ClientEntry, first: ClientEntry) -> bool:
    if first.direction is not _OPPOSITE.get(answer.direction) or first.entry_id == answer.entry_id:
        return False
    passed = answer.happened_at - first.happened_at
    # Of two at the same moment the one that was recorded later is the answer.
    later = passed > timedelta(0) or (passed == timedelta(0) and answer.entry_id > first.entry_id)
    return later and passed <= ANSWERED_WITHIN


def is_proper(entry: ClientEntry, others: Sequence[ClientEntry]) -> bool:
    """Whether an entry is a proper conversation: two-way, of a kind that is not support."""
    return not LOGGED_KIND[entry.kind].support if two_way(entry, others) else False


def conversations(entries: Collection[ClientEntry]) -> Conversations:
    """The last contact and the last proper conversation of an account, in all and by department."""
    newest = sorted((one for one in entries if is_contact(one)), key=_moment, reverse=True)
    contact_by: dict[int, datetime] = {}
    proper_by: dict[int, datetime] = {}
    last_proper: datetime | None = None
    for entry in newest:
        department = entry.department_id
        if department is not None:
            contact_by.setdefault(department, entry.happened_at)
        if last_proper is not None and (department is None or department in proper_by):
            continue
        if is_proper(entry, newest):
            last_proper = last_proper or entry.happened_at
            if department is not None:
                proper_by.setdefault(department, entry.happened_at)
    return Conversations(
        last_contact_at=newest[0].happened_at if newest else None,
        last_proper_at=last_proper,
        contact_by_department=contact_by,
        proper_by_department=proper_by,
    )


def conversation_days(
    entries: Collection[ClientEntry], *, day_of: Callable[[datetime], date]
) -> Iterator[tuple[date, int, int]]:
    """Each two-way day as (day, our person, their contact): at most once a day for a pair, oldest first.

    `day_of` turns a moment into the company's day.
    """
    seen: set[tuple[date, int, int]] = set()
    ordered = sorted(entries, key=_moment)
    for entry in ordered:
        for person, contact in sorted(two_way(entry, ordered)):
            found = (day_of(entry.happened_at), person, contact)
            if person and found not in seen:
                seen.add(found)
                yield found


def _moment(entry: ClientEntry) -> tuple[datetime, int]:
    return entry.happened_at, entry.entry_id
