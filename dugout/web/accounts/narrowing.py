"""What an address asks of the list of accounts: read into types, said in words, and written again as an address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from dugout.access.terms import Viewer
from dugout.accounts.queries.choices import Choices
from dugout.accounts.rules.lists import USUAL, read_sort
from dugout.accounts.terms import AccountFilter, AccountSort, Stage
from dugout.values.money import Money
from dugout.values.refused import Problem, Refused
from dugout.web.formats import money
from dugout.web.reading import read_id

# What each condition is called in an address. Several may be given for stage and owner.
NAMES = (
    "name", "stage", "owner", "industry", "country", "employees_from", "employees_to", "annual_revenue_from",
    "annual_revenue_to",
    "signal", "next",
)  # fmt: skip
MINE, NOBODY = "me", "none"
VIEWS: tuple[tuple[str, dict[str, list[str]]], ...] = (
    ("All", {}),
    ("Mine", {"owner": [MINE]}),
    ("Clients", {"stage": ["client"]}),
    ("Prospects", {"stage": ["prospect"]}),
    ("Lapsed", {"stage": ["lapsed"]}),
    ("Open signal", {"signal": ["1"]}),
    ("Nothing next", {"next": ["none"]}),
)
LARGEST_NUMBER = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """The conditions as they stand in the address, what they mean, and what is wrong with them."""

    typed: Mapping[str, Sequence[str]]
    wanted: AccountFilter
    sort: AccountSort
    descending: bool
    problems: tuple[Problem, ...] = field(default=())

    def address(self, conditions: Mapping[str, Sequence[str]] | None = None, **more: str) -> str:
        """The list's address with these conditions, or the present ones, and the present sort."""
        usual = {} if self.sort_text == USUAL else {"sort": self.sort_text}
        query = {**(self.typed if conditions is None else conditions), **usual, **more}
        return f"/accounts?{urlencode(query, doseq=True)}" if query else "/accounts"

    @property
    def sort_text(self) -> str:
        return f"-{self.sort.value}" if self.descending else self.sort.value

    def without(self, name: str, value: str | None = None) -> str:
        """The list's address without a condition, or without one of its values."""
        kept = [one for one in self.typed.get(name, ()) if value is not None and one != value]
        return self.address(
            {**{k: v for k, v in self.typed.items() if k != name}, **({name: kept} if kept else {})}
        )


def read_narrowing(query: QueryDict, *, viewer: Viewer, currency: str) -> Narrowing:
    """The address as values; what cannot be read is a problem of its field, and is left out."""
    typed = {
        name: kept for name in NAMES if (kept := [one.strip() for one in query.getlist(name) if one.strip()])
    }
    problems: list[Problem] = []

    def tried(read: Any, *given: Any) -> Any:
        try:
            return read(*given)
        except Refused as refusal:
            problems.extend(refusal.problems)
            return None

    first = {name: values[0] for name, values in typed.items()}
    sort, descending = tried(read_sort, query.get("sort") or USUAL) or read_sort(USUAL)
    owners, no_owner = _owners(typed.get("owner", ()), viewer)
    wanted = AccountFilter(
        name=first.get("name", "")[:200],
        stages=frozenset(Stage(one) for one in typed.get("stage", ()) if one in tuple(Stage)),
        owners=owners,
        no_owner=no_owner,
        industry=first.get("industry", ""),
        country=first.get("country", ""),
        **{name: tried(_number, first.get(name), name) for name in ("employees_from", "employees_to")},
        **{
            name: tried(_amount, first.get(name), currency, name)
            for name in ("annual_revenue_from", "annual_revenue_to")
        },
        currency=currency,
        open_signal="signal" in typed,
        nothing_next_on=viewer.day if "next" in typed else None,
    )
    return Narrowing(typed=typed, wanted=wanted, sort=sort, descending=descending, problems=tuple(problems))


def _owners(typed: Sequence[str], viewer: Viewer) -> tuple[frozenset[int], bool]:
    """Oneself with everybody for whom one acts; persons by id; and whether those without an owner are meant."""
    mine = viewer.acts_for if MINE in typed else frozenset()
    named = frozenset(number for one in typed if (number := read_id(one)) is not None)
    nobody = NOBODY in typed
    # Somebody who is not there owns nothing; without this the list would show everybody's.
    unknown = frozenset({0}) if typed and not (mine or named or nobody) else frozenset()
    return mine | named | unknown, nobody


def _number(typed: str | None, name: str) -> int | None:
    if typed is None:
        return None
    plain = typed.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("’", "")
    if plain.isascii() and plain.isdecimal() and len(plain) < 12 and int(plain) <= LARGEST_NUMBER:
        return int(plain)
    raise Refused.because(
        f"“{typed[:40]}” is not a number of people.", "Write a whole number, such as 500.", name
    )


def _amount(typed: str | None, currency: str, name: str) -> int | None:
    return None if typed is None else Money.of_decimal_text(typed, currency, name).minor


def conditions_in_words(narrowing: Narrowing, choices: Choices) -> Iterator[tuple[str, str]]:
    """Each condition as people say it, with the address of the list without it."""
    for name, values in narrowing.typed.items():
        for value in values if name in ("stage", "owner") else values[:1]:
            yield _in_words(name, value, narrowing.wanted, choices), narrowing.without(name, value)


def _in_words(name: str, value: str, wanted: AccountFilter, choices: Choices) -> str:
    if name == "owner":
        names = {str(key): text for key, text in choices.owners} | {MINE: "Mine", NOBODY: "Without an owner"}
        return names.get(value, "Somebody who owns none")
    words = {
        "name": f"Name begins with “{value}”",
        "stage": value.capitalize(),
        "employees_from": f"At least {wanted.employees_from or 0:,} employees",
        "employees_to": f"At most {wanted.employees_to or 0:,} employees",
        "annual_revenue_from": f"Revenue from {money(wanted.annual_revenue_from, choices.currency)}",
        "annual_revenue_to": f"Revenue to {money(wanted.annual_revenue_to, choices.currency)}",
        "signal": "Open signal",
        "next": "Nothing next",
    }
    return words.get(name, value)
