"""Signals that an account has behind it: raised by one department, claimed by another, and ended."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from dugout.demo.lives.first_sale import clock
from dugout.demo.playing import Life
from dugout.demo.told import Told
from dugout.demo.verbs.document import DocumentedClient

FILE = Path(__file__).parent.parent / "texts" / "past_signals.toml"
USUALLY_EVERY = 95


@cache
def _bank() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text())["signal"]
    return found


def past_signals(client: DocumentedClient, told: Told, manager: str, *, since: int, until: int) -> Life:
    """One after the other, never the same twice."""
    chance = told.chance("past signals")
    signals = chance.sample(_bank(), k=len(_bank()))
    ago = since - round(USUALLY_EVERY * chance.uniform(0.3, 1.0))
    while ago > until + 12 and signals:
        yield from _one(client, told, manager, signals.pop(), chance=chance, ago=ago)
        ago -= round(USUALLY_EVERY * chance.uniform(0.7, 1.4))


def _one(
    client: DocumentedClient, told: Told, manager: str, signal: Mapping[str, Any], *, chance: Random, ago: int
) -> Life:
    people = {"manager": manager, "seller": told.seller}
    raised_by = people.get(signal["raised_by"], signal["raised_by"])
    claimed_by = people.get(signal["claimed_by"], signal["claimed_by"])
    numbers = {"n": chance.randint(2, 6), "many": chance.randint(16, 45), "place": chance.choice(told.places)}
    word = f"{signal['kind']} {ago}"
    yield client.on(ago, f"09:{chance.randrange(10, 60)}")
    client.signal(word, raised_by, signal["kind"], signal["severity"], signal["text"].format(**numbers))
    yield client.on(ago, f"13:{chance.randrange(10, 60)}")
    client.claims(word, claimed_by)
    yield client.on(ago - chance.randint(1, 6), clock(chance))
    client.resolves(word, claimed_by, signal["outcome"], signal["ended"].format(**numbers))
