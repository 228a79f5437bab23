"""A kind of evidence, declared once: page, forms, API and hand-off walk the list of kinds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dugout.gates.terms import Part
from dugout.values.registry import Registry

# A sentence of a page; a day in it is written as the reader's page writes days.
type_of_sentence = Sequence[str | date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody of the account: one of its contacts, or somebody new by name."""

    contact_id: int | None = None
    new_name: str = ""


NOBODY = Who()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record in a list of the sale's page. `state` is done, open, waiting or refused; `lacks` is what is missing."""

    title: type_of_sentence
    state: str
    lines: Sequence[type_of_sentence] = ()
    lacks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The list of a kind on the sale's page: its heading, its buttons, what stands there for none.

    `row` shows a record.
    """

    heading: str
    add: str
    none: str
    row: Callable[[Any], Shown]
    answer: str = ""
    order: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A kind of record by which gates are met.

    `values` are written down, `answers` are what a later answer adds, `kept` is what the API shows, where that is more.
    `place` leads to its form, `adds_by` to the API's call where it is another than the plural. `day_was` is the remedy
    for a day that has not come. `check` refuses values that do not fit the sale, `check_going` to take a record back. A
    record of the same `once` is rewritten. `beside` is read with each record. `told` tells who takes over: a word, the
    text, the answer.
    """

    key: str
    model: type[Any]
    values: type[Any]
    form: Callable[..., Part]
    summary: str
    adds_by: str = ""
    place: str = ""
    answer_place: str = ""
    kept: type[Any] | None = None
    answers: type[Any] | None = None
    answer_form: Callable[..., Part] | None = None
    listed: Listed | None = None
    beside: tuple[str, ...] = ()
    added: str = "evidence_added"
    only_open: bool = False
    of_account: bool = False
    day_was: str = "Take the day on which they said it."
    once: tuple[str, ...] = ()
    check: Callable[[Any, Any], None] = lambda _sale, _values: None
    check_going: Callable[[Any], None] = lambda _row: None
    told: Callable[[Any], tuple[str, str, str]] | None = None

    @property
    def word(self) -> str:
        return self.key.replace("_", " ")

    @property
    def plural(self) -> str:
        """Its name in addresses of the API."""
        return f"{self.key.replace('_', '-')}{'es' if self.key.endswith('ch') else 's'}"

    @property
    def adds_at(self) -> str:
        """Where its form stands beside the sale's page."""
        return self.place or f"{self.plural}/new"

    def answers_at(self, row_id: object) -> str:
        return (self.answer_place or f"{self.plural}/{{}}").format(row_id)


# Filled at start-up, in the order in which pages show them.
EVIDENCE: Registry[Evidence] = Registry("kinds of evidence")
