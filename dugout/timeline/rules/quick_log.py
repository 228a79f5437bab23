"""What a quick-log sentence seems to say. It proposes; the person agrees or changes it.

"spoke with Ana, 20 min, wants a quote by Friday @Sam" is a call with Ana, 20 minutes, the next step
"wants a quote" by Friday, and Sam is told.
"""

import re
from collections.abc import Sequence
from datetime import date

from dugout.history.terms import Direction
from dugout.timeline.rules.days import find_day
from dugout.timeline.rules.names import find_contacts, find_mentions, without_mentions
from dugout.timeline.terms import LOGGED_KIND, LONGEST_DAY_MINUTES, LONGEST_NEXT_STEP, Named, Proposal

# The longest sentence that is read: what follows is text, and costs nothing.
LONGEST_READ = 2_000

_KIND_WORDS: tuple[tuple[str, str], ...] = (
    (
        "call",
        r"spoke|talked|called|phoned|rang|phone call|call(?= with)|on the phone|voicemail|left a message",
    ),
    ("meeting", r"met(?= |\b)|meeting(?= with)|saw(?= )|lunch with|dinner with|coffee with"),
    ("visit", r"visited|visit(?= to| with| at)|on site|came by"),
    ("email", r"e-?mailed|e-?mail|wrote|mailed|replied"),
    ("letter", r"letter|posted"),
    ("delivery", r"delivered|delivery|shipped"),
    ("installation", r"installed|installation"),
    ("payment", r"paid|payment"),
    ("invoice", r"invoiced|invoice"),
    ("ticket", r"ticket"),
    ("heard", r"heard"),
    ("decision", r"decided|decision"),
)
_KINDS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KIND_WORDS)
_NOBODY_THERE = re.compile(
    r"\b(?:voicemail|left a message|no answer|did not answer|didn.t answer)\b", re.IGNORECASE
)
_FROM_THEM = re.compile(r"\b(?:e-?mail|letter|wrote|replied)\b(?P<after>\s+from\b)?", re.IGNORECASE)

_HOURS_AND_MINUTES = re.compile(r"\b(\d{1,2})\s?h\s?([0-5]?\d)\b", re.IGNORECASE)
_MINUTES = re.compile(r"\b(\d{1,4})\s*(?:m|min|mins|minutes?)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(\d{1,2})(?:[.,](\d))?\s*(?:h|hrs?|hours?)\b", re.IGNORECASE)
_HALF_HOUR = re.compile(r"\bhalf an hour\b", re.IGNORECASE)
_AN_HOUR = re.compile(r"\ban hour\b", re.IGNORECASE)

_NEXT = re.compile(
    r"^(?:and\s+)?(?:next(?: step)?:|to ?do:?|wants?\b|needs?\b|asked? for\b|asks for\b|please\b|must\b|"
    r"follow up\b|send\b|call back\b|(?-i:will)\b(?! they| he| she| you)|promised\b|expects?\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:and\s+)?(?:next(?: step)?:|to ?do:?)\s*", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;\n]|[.!?](?=\s|$)|(?<!next)(?<!step)(?<!do):(?=\s)|\s[-–—]\s", re.IGNORECASE)


def propose(text: str, *, contacts: Sequence[Named], people: Sequence[Named], today: date) -> Proposal:
    """What the sentence seems to say, with `today` in the company's zone. Never fails, never guesses twice."""
    read = text[:LONGEST_READ]
    named = find_contacts(read, contacts)
    mentioned = find_mentions(read, people)
    kind = find_kind(read)
    next_step, next_step_on = find_next_step(read, today)
    return Proposal(
        kind=kind,
        direction=_direction(kind, read, named.sure),
        contacts=named.sure,
        unclear_contacts=named.unclear,
        mentions=mentioned.sure,
        unclear_mentions=mentioned.unclear,
        minutes=find_minutes(read),
        next_step=next_step,
        next_step_on=next_step_on,
    )


def find_kind(text: str) -> str:
    """The kind whose word comes first in the sentence; a note where none does."""
    places = [(found.start(), kind) for kind, words in _KINDS if (found := words.search(text))]
    return min(places)[1] if places else "note"


def find_minutes(text: str) -> int | None:
    """The minutes that were spent, from 1 to a day; None where none are named."""
    minutes: int | None = None
    if found := _HOURS_AND_MINUTES.search(text):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _MINUTES.search(text):
        minutes = int(found[1])
    elif found := _HOURS.search(text):
        minutes = int(found[1]) * 60 + int(found[2] or 0) * 6
    elif _HALF_HOUR.search(text):
        minutes = 30
    elif _AN_HOUR.search(text):
        minutes = 60
    return minutes if minutes and minutes <= LONGEST_DAY_MINUTES else None


def find_next_step(text: str, today: date) -> tuple[str, date | None]:
    """The part of the sentence that says what comes next, and its day. Empty where nothing does.

    A part counts when it begins like one ("wants ...", "next: ...") or names a day with `by` or the like;
    a day in a part that tells what happened ("met on Monday") is none.
    """
    for clause in _CLAUSE_ENDS.split(without_mentions(text)):
        found = find_day(clause, today)
        begins = _NEXT.match(clause.strip()) is not None
        tells = find_kind(clause) != "note"
        if not begins and (found is None or not found.due or tells):
            continue
        words = clause if found is None else f"{clause[: found.start]} {clause[found.end :]}"
        step = _LABEL.sub("", " ".join(words.split()))
        return step[:LONGEST_NEXT_STEP], found.day if found else None
    return "", None


def _direction(kind: str, text: str, contacts: Sequence[Named]) -> Direction:
    usual = LOGGED_KIND[kind].direction
    if usual is Direction.TWO_WAY and _NOBODY_THERE.search(text):
        return Direction.FROM_US
    if kind in ("email", "letter") and (found := _FROM_THEM.search(text)):
        before = text[: found.start()].split()
        first = before[-1].casefold() if before else ""
        theirs = any(first in one.name.casefold().split() for one in contacts)
        if found["after"] or theirs:
            return Direction.TO_US
    return usual
