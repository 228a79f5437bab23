"""Many who act at the same moment, each in a thread and with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from dugout.values.refused import Refused


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """Runs `act(0)` to `act(many - 1)` in threads that start together; the results, refusals as values."""
    ready = Barrier(many)

    def one(number: int) -> Any:
        try:
            connections["default"].ensure_connection()
            ready.wait(timeout=60)
            return act(number)
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))
