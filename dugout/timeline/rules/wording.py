"""How entries read: the headline of what people log, and what changed, field by field, in words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dugout.history.terms import Direction
from dugout.timeline.terms import Change, Severity
from dugout.values.wording import money_in_words

# Fields that hold minor units of the record's currency, and those that hold the id of a record, by its kind.
MONEY_FIELDS = frozenset({"annual_revenue", "amount", "arr", "open_amount", "value", "list_price", "price"})
PERSON_FIELDS = frozenset({
    "owner_id", "claimed_by_id", "resolved_by_id", "receiver_id", "from_person_id",
    "stand_in_id", "head_id", "deputy_id", "person_id", "manager_id",
})  # fmt: skip
RECORD_FIELDS = {"parent_id": "account", "account_id": "account", "contact_id": "contact"}
_LABELS = {"founded": "year of founding", "came_by": "came by", "arr": "ARR", "left_on": "left on"}
_WORDS = {Direction.TWO_WAY: "with", Direction.FROM_US: "to", Direction.TO_US: "from"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_KEY = re.compile(r"[a-z]+(_[a-z]+)+")
Names = Mapping[tuple[str, int], str]


def headline(label: str, direction: Direction, contacts: Sequence[str]) -> str:
    """The headline of what a person logged: `Call with Ana Ruiz and Marian Holt`, `Email from Ana Ruiz`."""
    word = _WORDS.get(direction)
    start = label[:1].upper() + label[1:]
    return f"{start} {word} {listed(contacts)}" if word and contacts else start


def listed(names: Sequence[str]) -> str:
    """Names as people write them: `a`, `a and b`, `a, b and c`; of more than five the others are counted."""
    shown = list(names[:5]) if len(names) <= 5 else [*names[:4], f"{len(names) - 4} others"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def record_of_field(name: str, subject_kind: str) -> str:
    """The kind of record that a field points to: `person` for `owner_id`; empty for a plain value."""
    if name == "reports_to_id":
        return "contact" if subject_kind == "contact" else "person"
    return "person" if name in PERSON_FIELDS else RECORD_FIELDS.get(name, "")


def changes_in_words(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    subject_kind: str,
    currency: str,
    names: Names,
    zone: ZoneInfo,
) -> tuple[Change, ...]:
    """What changed, in the order in which it was recorded. Nothing for what was made anew.

    A field that stands in `after` alone did not change: it tells of the record, such as its name. `currency` is that of
    amounts whose record names none; `names` are of (record kind, id).
    """
    if not before or after is None:
        return ()
    stated = after.get("currency") or before.get("currency") or currency
    words = _Words(currency=str(stated), subject_kind=subject_kind, names=names, zone=zone)
    found = (
        Change(
            label=label_of(name),
            before=words.of(name, before.get(name)),
            after=words.of(name, after.get(name)),
        )
        for name in dict.fromkeys((*after, *before))
        if name in before
    )
    return tuple(change for change in found if change.before != change.after)


def label_of(name: str) -> str:
    """A field's name in words: `owner_id` is owner."""
    return _LABELS.get(name) or name.removesuffix("_id").removesuffix("_minor").replace("_", " ")


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


class _Words:
    """The words for the values of one record."""

    def __init__(self, *, currency: str, subject_kind: str, names: Names, zone: ZoneInfo) -> None:
        self.currency, self.subject_kind, self.names, self.zone = currency, subject_kind, names, zone

    def of(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return self._number(name, value)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return self._pair(value)
        if isinstance(value, Sequence):
            return ", ".join(self.of(name, one) for one in value)
        return str(value)

    def _number(self, name: str, value: int) -> str:
        if name == "severity" and value in tuple(Severity):
            return Severity(value).label
        kind = record_of_field(name, self.subject_kind)
        if kind:
            return self.names.get((kind, value), f"{kind} {value}")
        if name in MONEY_FIELDS or name.endswith("_minor"):
            return money_in_words(value, self.currency)
        return str(value) if name == "founded" else f"{value:,}"

    def _text(self, value: str) -> str:
        try:
            if _DAY.fullmatch(value):
                return day_in_words(date.fromisoformat(value))
            if _MOMENT.match(value):
                moment = datetime.fromisoformat(value).astimezone(self.zone)
                return f"{day_in_words(moment.date())}, {moment:%H:%M}"
        except ValueError:
            return value
        return value.replace("_", " ") if _KEY.fullmatch(value) else value

    def _pair(self, value: Mapping[str, Any]) -> str:
        if set(value) == {"minor", "currency"}:
            return money_in_words(int(value["minor"]), str(value["currency"]))
        return ", ".join(f"{label_of(str(key))} {self.of(str(key), one)}" for key, one in value.items())
