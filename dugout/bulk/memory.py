"""The collector of cycles, quiet while thousands of rows are made."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def quiet_collector() -> Iterator[Callable[[], object]]:
    """Without it the collector walks all living rows again and again, a fifth of an import's time, to find nothing.

    Yields what is to be called between chunks, when few objects live: it collects what the last chunk left.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(1)
    finally:
        if was_on:
            gc.enable()
