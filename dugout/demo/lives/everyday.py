"""What happens with a client between two stories: calls, tickets, invoices, deliveries, by every department."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from dugout.demo.company import ON_LEAVE, ON_LEAVE_SINCE
from dugout.demo.lives.first_sale import clock
from dugout.demo.playing import Life, together
from dugout.demo.told import Told
from dugout.demo.verbs.document import DocumentedClient

FILE = Path(__file__).parent.parent / "texts" / "everyday.toml"


@cache
def routines() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text())["routine"]
    return found


def everyday(client: DocumentedClient, told: Told, manager: str, *, since: int, until: int = 1) -> Life:
    """Every routine that this client knows, side by side, from one working day before today to another."""
    fit = [
        one
        for one in routines()
        if told.account["industry"] in one.get("industries", (told.account["industry"],))
    ]
    lives = [
        _routine(client.aside(), told, manager, one, since=since, until=told.ends_of.get(one["by"], until))
        for one in fit
    ]
    yield from together(*lives)


def _routine(
    client: DocumentedClient, told: Told, manager: str, routine: Mapping[str, Any], *, since: int, until: int
) -> Life:
    chance = told.chance(f"{routine['by']} {routine['every']}")
    by = {"manager": manager, "seller": told.seller}.get(routine["by"], routine["by"])
    entries = _deck(routine, chance)
    if by == ON_LEAVE:
        until = max(until, ON_LEAVE_SINCE + 1)
    ago = since - round(routine["every"] * chance.uniform(0.2, 1.0))
    while ago >= until:
        yield client.on(ago, clock(chance))
        _log(client, told, by, next(entries), chance)
        ago -= max(2, round(routine["every"] * chance.uniform(0.6, 1.4)))


def _deck(routine: Mapping[str, Any], chance: Random) -> Iterator[Mapping[str, Any]]:
    """The entries in their order, or well mixed; from the beginning again when they are through."""
    entries = list(routine["entries"])
    if not routine.get("in_order"):
        chance.shuffle(entries)
    return cycle(entries)


def _log(client: DocumentedClient, told: Told, by: str, entry: Mapping[str, Any], chance: Random) -> None:
    contact = told.who(entry["with"]) if "with" in entry else ""
    if contact in client.gone:
        return
    text = entry["text"].format(
        place=chance.choice(told.places),
        n=chance.randint(2, 9),
        many=chance.randint(12, 60),
        who=next((one.name for one in told.contacts if one.family == contact), ""),
        seller=told.seller,
    )
    client.log(
        entry["kind"],
        by,
        text,
        *([contact] if contact else []),
        minutes=entry.get("minutes"),
        purpose=entry.get("purpose", ""),
        direction=entry.get("direction", ""),
    )
