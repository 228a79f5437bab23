"""The bench's company: rows that are the same for the same scale, made as they are read.

Accounts have log-normal sizes (some 8 in 100 pass 500 employees and 20 million of revenue); entries are skewed,
so that a few accounts have thousands and the first 2,000 more than 30 each. Money in minor units.
"""

import math
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

SEED = 20_240_607
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=timezone.utc)  # noqa: UP017  plain words for a plain program
MINUTES = 3 * 525_600
# A person answers for some 200 accounts at scale 1.
PERSONS = 500
STEPS = ("New", "Qualified", "Proposition", "Negotiation", "Won", "Lost")
OPEN = STEPS[:4]
KINDS = ("note", "call", "email", "meeting")
INDUSTRIES = (
    "Aerospace", "Agriculture", "Automotive", "Banking", "Chemicals", "Construction", "Education", "Energy",
    "Healthcare", "Insurance", "Logistics", "Manufacturing", "Media", "Retail", "Software", "Telecom",
)  # fmt: skip
PLACES = (
    ("Lyon", "FR"), ("Paris", "FR"), ("Berlin", "DE"), ("Hamburg", "DE"), ("Madrid", "ES"), ("Porto", "PT"),
    ("London", "GB"), ("Leeds", "GB"), ("Boston", "US"), ("Austin", "US"), ("Denver", "US"), ("Toronto", "CA"),
    ("Oslo", "NO"), ("Turin", "IT"), ("Gdansk", "PL"), ("Nagoya", "JP"), ("Pune", "IN"), ("Recife", "BR"),
    ("Perth", "AU"), ("Cork", "IE"),
)  # fmt: skip
BEGINNINGS = (
    "Ald Bren Cor Dal Eth Far Gal Hol Ing Jor Kel Lor Mar Nor Ost Pel Quen Ros Sol Tam Ul Vor Wen Xan Yar Zel"
).split()
MIDDLES = "a e i o u an en ia or us um ax ex ix el al ar er".split()
ENDS = "bank chem corp dyne field gate grid hub lab line mark net port source tech tron ware works".split()
FORMS = ("Inc", "Ltd", "GmbH", "SA", "Group", "Holdings", "Partners", "AB")
GIVEN = (
    "Ana Ben Chloe Dario Eva Finn Greta Hugo Ines Jonas Kira Liam Maya Noah Olga Paul Rosa Sam Tara Vik"
).split()
FAMILY = (
    "Adler Brandt Costa Dupont Evans Fischer Garcia Hansen Ivanov Jones Keller Lopez Moreau Novak Olsen Patel "
    "Rossi Silva Turner Weber"
).split()
WORDS = (
    "agreed budget call contract customer deadline decision delivery demo discount email follow forecast invoice "
    "legal meeting migration next offer order owner pilot plan pricing product proposal quarter renewal request "
    "review risk scope security signed support team technical timeline training trial upgrade usage value vendor "
    "visit week"
).split()


class AccountRow(NamedTuple):
    id: int
    name: str
    industry: str
    employees: int
    annual_revenue: int
    city: str
    country: str
    owner_id: int
    made_at: datetime


class ContactRow(NamedTuple):
    id: int
    account_id: int
    given_name: str
    family_name: str
    email: str
    phone: str
    title: str


class OpportunityRow(NamedTuple):
    id: int
    account_id: int
    name: str
    step: str
    amount: int
    owner_id: int
    closes_on: date


class EntryRow(NamedTuple):
    id: int
    account_id: int
    kind: str
    author_id: int
    text: str
    at: datetime


class Size(NamedTuple):
    """How many of each; `SCALE=10` is ten times the first."""

    accounts: int
    contacts: int
    opportunities: int
    entries: int

    @classmethod
    def at_scale(cls, scale: float) -> "Size":
        return cls(*(int(count * scale) for count in (100_000, 200_000, 100_000, 1_000_000)))


def persons() -> list[tuple[int, str]]:
    return [
        (i, f"{GIVEN[i % len(GIVEN)]} {FAMILY[(i * 7) % len(FAMILY)]} {i}") for i in range(1, PERSONS + 1)
    ]


def accounts(count: int) -> Iterator[AccountRow]:
    chance = random.Random(SEED)
    for i in range(1, count + 1):
        employees = max(1, int(chance.lognormvariate(4.0, 1.6)))
        revenue = employees * int(chance.lognormvariate(math.log(15_000_000), 0.6))
        city, country = chance.choice(PLACES)
        yield AccountRow(
            i, _name(chance, i), chance.choice(INDUSTRIES), employees, revenue, city, country,
            1 + chance.randrange(PERSONS), NOW - timedelta(minutes=chance.randrange(MINUTES)),
        )  # fmt: skip


def contacts(count: int, accounts_count: int) -> Iterator[ContactRow]:
    chance = random.Random(SEED + 1)
    for i in range(1, count + 1):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        yield ContactRow(
            i, (i - 1) % accounts_count + 1, given, family, f"{given}.{family}.{i}@example.test".lower(),
            f"+1555{i:07d}", chance.choice(("Buyer", "Head of Sales", "IT Manager", "Operations Lead")),
        )  # fmt: skip


def opportunities(count: int, accounts_count: int) -> Iterator[OpportunityRow]:
    chance = random.Random(SEED + 2)
    for i in range(1, count + 1):
        step = chance.choices(STEPS, (30, 22, 14, 8, 14, 12))[0]
        yield OpportunityRow(
            i, 1 + chance.randrange(accounts_count), f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {i}",
            step, int(chance.lognormvariate(9.5, 1.0)) * 100, 1 + chance.randrange(PERSONS),
            (NOW + timedelta(days=chance.randrange(-180, 360))).date(),
        )  # fmt: skip


def entries(count: int, accounts_count: int) -> Iterator[EntryRow]:
    chance = random.Random(SEED + 3)
    apart = MINUTES * 60 / count
    first = NOW - timedelta(minutes=MINUTES)
    for i in range(1, count + 1):
        account = 1 + int(accounts_count * chance.random() ** 2)
        yield EntryRow(
            i, account, chance.choice(KINDS), 1 + chance.randrange(PERSONS),
            " ".join(chance.choices(WORDS, k=18)), first + timedelta(seconds=int(i * apart)),
        )  # fmt: skip


def picks(count: int = 60) -> tuple[list[int], list[str]]:
    """Busy accounts, and inner fragments of account names: the same for floors and Dugout."""
    chance = random.Random(7)
    busy = chance.sample(range(1, 2001), count)
    names = [row.name for row in accounts(2_000)]
    fragments = [name.split()[0][1:-1].lower() for name in chance.sample(names, count)]
    return busy, fragments


def _name(chance: random.Random, i: int) -> str:
    first = chance.choice(BEGINNINGS) + chance.choice(MIDDLES) + chance.choice(ENDS)
    return f"{first} {chance.choice(BEGINNINGS)}{chance.choice(MIDDLES)} {chance.choice(FORMS)} {i}"
