"""Reading the next rows while the database writes the last ones."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadAhead(Generic[T]):
    """The same items. Each is made by a thread of its own once `begin` was called for it, at the latest when it is
    wanted; call it before a long wait for something else. What goes wrong in the thread is raised here.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="read-ahead")
        self._next: Future[tuple[T, ...]] | None = None

    def begin(self) -> None:
        """Begins to make the next item, unless that goes on already."""
        if self._next is None:
            self._next = self._pool.submit(self._make)

    def __iter__(self) -> Iterator[T]:
        while True:
            self.begin()
            assert self._next is not None
            made = self._next.result()
            self._next = None
            if not made:
                return
            yield made[0]

    def close(self) -> None:
        """Waits for the item under way, which nobody wants any more."""
        self._pool.shutdown()

    def _make(self) -> tuple[T, ...]:
        """The next item alone in a tuple; an empty one at the end."""
        for item in self._items:
            return (item,)
        return ()
