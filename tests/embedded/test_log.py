"""The server's log: it has a limit, it tells the cause, and it holds nobody's data."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from dugout.embedded import running
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.server import start
from tests.embedded.conftest import quiet, started


def test_a_server_that_writes_without_end_fills_two_files_at_most(place: Path) -> None:
    log = place / "server.log"
    log.touch()
    flood = ["sh", "-c", "yes 'a line of the log' | head -n 1500000; echo the end"]
    watch, inherited = os.pipe()
    subprocess.run(
        ["/bin/sh", "-c", running._SCRIPT, "sh", str(log), str(running.LOG_BYTES), *flood],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(inherited,),
    )  # fmt: skip
    os.close(inherited)
    os.read(watch, 1)  # returns at the end of all who hold the other end
    os.close(watch)
    most = running.LOG_BYTES + 100 * 8192
    sizes = {path.name: path.stat().st_size for path in place.iterdir()}
    assert set(sizes) == {"server.log", "server.log.1"}
    assert all(size <= most for size in sizes.values()), sizes
    assert ((place / "server.log.1").read_text() + log.read_text()).endswith("a line of the log\nthe end\n")


def test_no_statement_and_no_value_stands_in_the_log(place: Path) -> None:
    with (
        started(place / "data") as server,
        psycopg.connect(**server.dsn_kwargs, autocommit=True) as connection,
    ):
        connection.execute("create table people (email text primary key)")
        connection.execute("insert into people values ('canary@example.org')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("insert into people values ('canary@example.org')")
    log = (place / "data" / "log" / "server.log").read_text()
    assert "ready to accept connections" in log
    assert "canary" not in log


def test_a_start_that_fails_tells_the_servers_own_reason(place: Path) -> None:
    started(place / "data").release()
    with (place / "data" / "postgres" / "postgresql.conf").open("a") as file:
        file.write("\nshared_buffers = 'lots'\n")
    with pytest.raises(EmbeddedError) as caught:
        start(place / "data", say=quiet)
    assert "ended at its start" in caught.value.what
    assert "configuration file" in caught.value.what
    assert str(place / "data" / "log" / "server.log") in caught.value.remedy
