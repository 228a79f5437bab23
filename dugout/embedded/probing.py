"""What a server says when it is called: the only sign by which it counts as running."""

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg

from dugout.embedded.cluster import DATABASE, ROLE, SUPERUSER
from dugout.embedded.errors import SAFE_STORED, EmbeddedError, no_space
from dugout.embedded.home import Home
from dugout.embedded.sockets import PORT, socket_folder

_NOT_YET = re.compile(
    r"the database system is (starting up|shutting down|in recovery mode|not (yet )?accepting connections)"
)


class State(StrEnum):
    """READY: it answers, and it is ours. BUSY: it starts, recovers or shuts down. SILENT: no answer."""

    READY = "ready"
    BUSY = "busy"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A server's state, and what it said in its own words."""

    state: State
    said: str = ""


def connect(home: Home, *, dbname: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    """A connection of the driver's own, as the superuser: keyword arguments, never a pasted string."""
    return psycopg.connect(
        host=str(socket_folder(home)), port=PORT, user=SUPERUSER, dbname=dbname, autocommit=True,
        connect_timeout=10, application_name="dugout start", options="-c statement_timeout=0",
    )  # fmt: skip


def call(home: Home, *, durable: bool) -> Answer:
    """Calls the server of this home once.

    Raises EmbeddedError for any answer that waiting does not mend: a full disk, a stranger's server on
    our socket, one that runs without safety although the data are a person's (`durable`).
    """
    if not os.path.lexists(_socket(home)):
        return Answer(state=State.SILENT)
    try:
        with connect(home) as connection:
            row = connection.execute(
                "select current_setting('data_directory'), current_setting('fsync')"
            ).fetchone()
    except psycopg.Error as error:
        return _judge(home, str(error))
    folder, fsync = (str(value) for value in row or ("", ""))
    _check_it_is_ours(home, folder)
    if durable and fsync == "off":
        raise EmbeddedError(
            f"The server of {home.folder} runs without safety against a crash, as for tests only.",
            safe=SAFE_STORED,
            remedy="End the test run that started it, then start Dugout again.",
        )
    return Answer(state=State.READY)


def prepare(home: Home) -> None:
    """Makes the role and the database where they are missing. The role is not a superuser."""
    try:
        with connect(home) as connection:
            found = connection.execute(
                "select exists(select from pg_roles where rolname = %s),"
                " exists(select from pg_database where datname = %s)",
                (ROLE, DATABASE),
            ).fetchone()
            if found and not found[0]:
                connection.execute(f"create role {ROLE} login createdb in role pg_signal_backend, pg_monitor")
            if found and not found[1]:
                connection.execute(f"create database {DATABASE} owner {ROLE}")
    except psycopg.Error as error:
        raise _refusal(home, str(error)) from error


def _socket(home: Home) -> Path:
    return socket_folder(home) / f".s.PGSQL.{PORT}"


def _judge(home: Home, said: str) -> Answer:
    if _NOT_YET.search(said):
        return Answer(state=State.BUSY, said=said)
    if "FATAL:" in said:
        raise _refusal(home, said)
    if "timeout expired" in said:
        # Somebody listens and does not speak: a stopped or very busy server.
        return Answer(state=State.BUSY, said=said)
    if "Permission denied" in said:
        raise _refusal(home, said)
    return Answer(state=State.SILENT, said=said)


def _refusal(home: Home, said: str) -> EmbeddedError:
    if "No space left" in said or "could not extend file" in said or "disk is full" in said.lower():
        return no_space(home.folder)
    words = said.split("FATAL:", 1)[-1].strip()
    return EmbeddedError(
        f"The database server of {home.folder} refused: {words}",
        safe=SAFE_STORED,
        remedy=f"Mend what it names; more stands in {home.log}.",
    )


def _check_it_is_ours(home: Home, folder: str) -> None:
    try:
        ours = Path(folder).samefile(home.cluster)
    except OSError:
        ours = False
    if not ours:
        raise EmbeddedError(
            f"The server that answers in {socket_folder(home)} has its data in {folder}, not in {home.cluster}.",
            safe=SAFE_STORED,
            remedy="The folder was moved or copied while its server ran: stop that server, then start again.",
        )
