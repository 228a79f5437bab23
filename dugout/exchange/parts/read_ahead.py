"""Reading the next rows while the database writes the last ones."""

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

DEPTH = 1
LOOKS_EVERY = 0.1


class ReadAhead(Generic[T]):
    """The same items, the next ones made by a thread of its own. What goes wrong there is raised here.

    To be closed: a reader that nobody listens to any more ends within a moment.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self._waiting: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(maxsize=DEPTH)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="read-ahead", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[T]:
        while (item := self._waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item[0]

    def close(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            for item in self._items:
                self._put((item,))
                if self._stopped.is_set():
                    return
        except BaseException as error:
            self._put(error)
        else:
            self._put(None)

    def _put(self, item: tuple[T] | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._waiting.put(item, timeout=LOOKS_EVERY)
            except queue.Full:
                continue
            return
