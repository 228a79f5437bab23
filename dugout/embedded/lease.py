"""Who uses the server: file locks, which the kernel gives back for a process that was killed.

Two files of the data home. `start.lock` is held alone while one of us starts, attaches or stops.
`users.lock` is held, shared, by everyone who uses the server; who can take it alone is the last one.
"""

import contextlib
import fcntl
import os
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError

# Attaching takes a hundredth of a second; only a longer wait is worth a sentence.
QUIET_SECONDS = 2.0


class Lease:
    """A shared hold on the server by this process; take it while `alone`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = _open(path)
        _lock(self._file, fcntl.LOCK_SH, path)
        _leases.add(self)

    @property
    def held(self) -> bool:
        return self._file is not None

    def give_back(self) -> None:
        """Closes the file and never unlocks it: a forked child's own hold is then left alone."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        _leases.discard(self)

    def _take_anew(self) -> None:
        """In a forked child: an open file of its own, taken before the parent's is let go."""
        if self._file is not None:
            inherited, self._file = self._file, _open(self._path)
            fcntl.flock(self._file, fcntl.LOCK_SH)
            os.close(inherited)


_leases: "weakref.WeakSet[Lease]" = weakref.WeakSet()
_held_alone: set[int] = set()


@contextlib.contextmanager
def alone(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Nobody else starts, attaches or stops meanwhile. Waits, and says so, without a limit."""
    file = _open(path)
    _held_alone.add(file)
    try:
        try:
            _lock(file, fcntl.LOCK_EX | fcntl.LOCK_NB, path)
        except BlockingIOError:
            _wait_for(file, path, say)
        yield
    finally:
        _held_alone.discard(file)
        os.close(file)


def nobody_left(path: Path) -> bool:
    """Whether no process holds a lease; ask while `alone`, so that none can come."""
    file = _open(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(file)


def _wait_for(file: int, path: Path, say: Callable[[str], None]) -> None:
    until = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < until:
        time.sleep(0.02)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
    say(f"Another Dugout process is starting or stopping the database of {path.parent}; waiting for it.")
    fcntl.flock(file, fcntl.LOCK_EX)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise EmbeddedError(
            f"The lock file {path} cannot be opened: {error.strerror}.",
            safe=SAFE_UNTOUCHED,
            remedy="Start Dugout as the user whom the data folder belongs to.",
        ) from error


def _lock(file: int, kind: int, path: Path) -> None:
    try:
        fcntl.flock(file, kind)
    except BlockingIOError:
        raise
    except OSError as error:
        raise EmbeddedError(
            f"The disk of {path.parent} does not keep file locks: {error.strerror}.",
            safe=SAFE_UNTOUCHED,
            remedy="Name a data folder on a local disk.",
        ) from error


def _after_fork() -> None:
    for file in _held_alone:
        os.close(file)
    _held_alone.clear()
    for lease in list(_leases):
        lease._take_anew()


os.register_at_fork(after_in_child=_after_fork)
