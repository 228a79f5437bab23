"""What is told of an account in its file: who it is, how it was sold, what its document says.

One TOML file an account, in `accounts/`. The stories that need more than a file are in `lives`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).parent / "accounts"


@dataclass(frozen=True, kw_only=True)
class ToldContact:
    name: str
    title: str
    roles: str = ""
    department: str = ""
    influence: int | None = None
    attitude: int | None = None
    phone: str = ""

    @property
    def family(self) -> str:
        return self.name.rsplit(" ", 1)[1]


@dataclass(frozen=True, kw_only=True)
class ToldNeed:
    """A need; where it names a product of the offer, the client's reaction to it."""

    word: str
    text: str
    product: str = ""
    reaction: str = ""
    long: bool = False
    aspiration: bool = False


@dataclass(frozen=True, kw_only=True)
class ToldSale:
    """The first sale: what is offered, and what is said about it. Money in whole units; `guess` is
    what the seller types as amount before there is an offer.

    `without` holds, by the condition of a gate, why the seller went on without it.
    """

    name: str
    first_call: str
    guess: int | None = None
    budget: int | None = None
    offer: tuple[tuple[str, int] | tuple[str, int, int], ...] = ()
    months: int = 36
    visit: str = ""
    summary: str = ""
    concern: Mapping[str, str] = field(default_factory=dict)
    price: str = ""
    objection: Mapping[str, str] = field(default_factory=dict)
    reasons: str = ""
    without: Mapping[str, str] = field(default_factory=dict)
    next_step: str = ""
    next_in: int | None = None


@dataclass(frozen=True, kw_only=True)
class ToldHandoff:
    """The days of the hand-off in working days before today, and what its debrief adds to the document.

    One that was `withdrawn` first, `because` of something, was opened again by hand. Not `introduced` yet: the account
    manager accepted lately.
    """

    manager: str
    signed: int
    submitted: int
    accepted: int
    not_promised: str
    kickoff: str
    introduced: int | None = None
    withdrawn: int | None = None
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """An account as its file tells it.

    `days` are the working days before today on which the sale began and on which it reached each further step; seven
    of them end with the win. `ends` is the one on which the everyday with a client came to its end,
    `ends_of` when that of one person did. What the account manager added to the document stands in `later`.
    """

    key: str
    name: str
    seller: str
    days: tuple[int, ...]
    account: Mapping[str, Any]
    contacts: tuple[ToldContact, ...]
    sale: ToldSale
    parent: str = ""
    places: tuple[str, ...] = ()
    needs: tuple[ToldNeed, ...] = ()
    document: Mapping[str, str] = field(default_factory=dict)
    goal: Mapping[str, Any] = field(default_factory=dict)
    promise: Mapping[str, Any] = field(default_factory=dict)
    handoff: ToldHandoff | None = None
    ends: int | None = None
    ends_of: Mapping[str, int] = field(default_factory=dict)
    later: Mapping[str, Any] = field(default_factory=dict)

    def who(self, *roles: str) -> str:
        """The family name of a contact with one of these roles, the first role first; else of the first contact."""
        for role in roles:
            for contact in self.contacts:
                if role in contact.roles.split():
                    return contact.family
        return self.contacts[0].family

    def chance(self, what: str) -> Random:
        """Chance for one purpose: the same every time, and not moved by what is added elsewhere."""
        return Random(f"{self.key} {what}")  # noqa: S311  a story needs no secrets


def accounts() -> list[Told]:
    """Every account with a file, by the name of the file."""
    return [read(path) for path in sorted(FOLDER.glob("*.toml"))]


def read(path: Path) -> Told:
    """One account's file. TypeError for a word that nobody reads."""
    raw: dict[str, Any] = tomllib.loads(path.read_text())
    sale: dict[str, Any] = raw.pop("sale")
    handoff: dict[str, Any] | None = raw.pop("handoff", None)
    return Told(
        key=path.stem,
        days=tuple(raw.pop("days")),
        contacts=tuple(ToldContact(**one) for one in raw.pop("contacts")),
        sale=ToldSale(offer=tuple((*line,) for line in sale.pop("offer", ())), **sale),
        needs=tuple(ToldNeed(**one) for one in raw.pop("needs", ())),
        places=tuple(raw.pop("places", ())),
        handoff=ToldHandoff(**handoff) if handoff else None,
        **raw,
    )
