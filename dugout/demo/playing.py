"""Plays several lives side by side, in order of time.

A life is a generator that yields the moment at which it goes on: what it does between two moments happens at the
first of them. So each life reads from the top down like a story, and yet the whole company lives in one time.
"""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import datetime

Life = Generator[datetime, None, None]


def play(lives: Iterable[Life], *, between: Callable[[datetime, datetime], None] | None = None) -> int:
    """Plays all lives to their end; returns how many moments there were.

    `between` is told of each step from one moment to a later one, before the later one is played: it does what
    clocks and nights do. ValueError when a life goes back in time.
    """
    waiting: list[tuple[datetime, int, Life]] = []
    for place, life in enumerate(lives):
        _go_on(life, place, None, waiting)
    now: datetime | None = None
    moments = 0
    while waiting:
        moment, place, life = heapq.heappop(waiting)
        if between is not None and now is not None and moment > now:
            between(now, moment)
        now = moment
        moments += 1
        _go_on(life, place, moment, waiting)
    return moments


def _go_on(life: Life, place: int, now: datetime | None, waiting: list[tuple[datetime, int, Life]]) -> None:
    following = next(life, None)
    if following is None:
        return
    if now is not None and following < now:
        raise ValueError(f"Life {place} goes back in time, from {now} to {following}.")
    heapq.heappush(waiting, (following, place, life))
