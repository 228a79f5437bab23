"""Start, attach to, and give back the embedded PostgreSQL of a data folder."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from dugout.embedded import probing, running
from dugout.embedded.binaries import programs_for
from dugout.embedded.cluster import (
    DATABASE,
    ROLE,
    check_version,
    make_cluster_if_missing,
    write_who_may_enter,
)
from dugout.embedded.errors import SAFE_STORED, EmbeddedError
from dugout.embedded.home import Home, open_home
from dugout.embedded.lease import Lease, alone, nobody_left
from dugout.embedded.probing import State
from dugout.embedded.processes import living_server
from dugout.embedded.sockets import PORT, socket_folder
from dugout.embedded.system_user import server_user

MUTE_SECONDS = 15.0


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


class Server:
    """This process's use of a running server: ends with `release`, or at the end of a `with` block.

    A forked child has a use of its own, and gives it back itself or by its end.
    """

    def __init__(self, home: Home, lease: Lease, say: Callable[[str], None]) -> None:
        self._home, self._lease, self._say = home, lease, say

    @property
    def folder(self) -> Path:
        """The data home, absolute."""
        return self._home.folder

    @property
    def dsn_kwargs(self) -> dict[str, str]:
        """Keyword arguments for `psycopg.connect`: host (the socket's folder), port, user, dbname."""
        return {"host": str(socket_folder(self._home)), "port": PORT, "user": ROLE, "dbname": DATABASE}

    def url(self, dbname: str | None = None) -> str:
        """The same as a URL for DATABASE_URL; every character of the folder that could mislead is encoded."""
        host = quote(os.fsencode(socket_folder(self._home)), safe="")
        name = quote(dbname or DATABASE, safe="")
        return f"postgresql://{ROLE}@/{name}?host={host}&port={PORT}"

    def release(self) -> None:
        """Gives the lease back; the last one stops the server. A second call does nothing."""
        if self._lease.held:
            with alone(self._home.start_lock, self._say):
                _give_back(self._home, self._lease, self._say)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def start(data: Path, *, durable: bool = True, say: Callable[[str], None] = _say) -> Server:
    """The server of that data folder: attached to, or started, or made first; answering when this returns.

    `durable=False` gives up safety against a crash: for the servers of tests only. `say` is told, in
    sentences, what takes long. Raises EmbeddedError with what happened, what is safe, and what to do.
    """
    home = open_home(data, server_user())
    with alone(home.start_lock, say):
        lease = Lease(home.users_lock)
        try:
            _bring_up(home, durable=durable, say=say)
            probing.prepare(home)
        except BaseException:
            _give_back(home, lease, say)
            raise
    return Server(home, lease, say)


def _give_back(home: Home, lease: Lease, say: Callable[[str], None]) -> None:
    lease.give_back()
    if nobody_left(home.users_lock):
        running.stop(home, say)


def _bring_up(home: Home, *, durable: bool, say: Callable[[str], None]) -> None:
    check_version(home)

    def call() -> probing.Answer:
        return probing.call(home, durable=durable)

    if call().state is State.READY:
        return
    wait = _wait_for_living(home, call)
    if wait(0) and running.wait_until_ready(call, wait, say) is State.READY:
        return
    running.clear_the_dead(home)
    programs = programs_for(home)
    make_cluster_if_missing(home, programs, durable=durable, say=say)
    write_who_may_enter(home)
    launched = running.launch(home, programs, durable=durable)
    try:
        if running.wait_until_ready(call, launched.wait, say) is State.SILENT:
            raise running.failed(home, launched.said())
    finally:
        launched.close()


def _wait_for_living(home: Home, call: Callable[[], probing.Answer]) -> Callable[[float], bool]:
    """For a server that another process started: sleeps, and tells whether it lives or speaks.

    One that lives opens its socket within a second, also when it recovers; a mute one is an error.
    """
    heard = time.monotonic()

    def wait(seconds: float) -> bool:
        nonlocal heard
        time.sleep(seconds)
        pid = living_server(home)
        if call().state is not State.SILENT:
            heard = time.monotonic()
            return True
        if pid is not None and time.monotonic() - heard > MUTE_SECONDS:
            raise EmbeddedError(
                f"The process {pid} has the database of {home.folder} open, but does not answer in "
                f"{socket_folder(home)}.",
                safe=SAFE_STORED,
                remedy=f"Stop it in order (kill -INT {pid}), then start Dugout again.",
            )
        return pid is not None

    return wait


__all__ = ["EmbeddedError", "Server", "start"]
