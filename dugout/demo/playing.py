"""Plays several lives side by side, in order of time.

A life is a generator that yields the moment at which it goes on: what it does between two moments happens at the
first of them. So each life reads from the top down like a story, and yet the whole company lives in one time.
"""

import heapq
from collections.abc import Callable, Generator
from datetime import datetime

Life = Generator[datetime, None, None]


def together(*lives: Life) -> Life:
    """Several lives as one: their moments in order, of equal ones in the order of the lives.

    ValueError when a life goes back in time.
    """
    waiting: list[tuple[datetime, int, Life]] = []
    for place, life in enumerate(lives):
        for moment in life:
            heapq.heappush(waiting, (moment, place, life))
            break
    while waiting:
        now, place, life = waiting[0]
        yield now
        following = next(life, None)
        if following is None:
            heapq.heappop(waiting)
        elif following < now:
            raise ValueError(f"A life goes back in time, from {now} to {following}.")
        else:
            heapq.heapreplace(waiting, (following, place, life))


def play(life: Life, *, between: Callable[[datetime, datetime], None]) -> int:
    """Plays a life to its end; returns how many moments it had.

    `between` is told of each step from one moment to a later one, before the later one is played: it does what
    evenings and clocks do.
    """
    now: datetime | None = None
    moments = 0
    for moment in life:
        if now is not None and moment > now:
            between(now, moment)
        now = moment
        moments += 1
    return moments
