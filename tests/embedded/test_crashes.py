"""Killed processes, ours and the server's, and the files and half-made folders that they leave."""

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dugout.embedded import running
from dugout.embedded.binaries import programs_for
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.probing import Answer, State
from dugout.embedded.processes import all_of, is_ours, living_server
from dugout.embedded.server import start
from dugout.embedded.sockets import make_socket_folder, socket_file
from dugout.embedded.system_user import server_user
from tests.embedded.conftest import first_process, home_of, kill, processes_below, quiet, started, word

Child = Callable[..., "subprocess.Popen[str]"]
HOLD = "server = start(data, durable=False); tell('up'); wait(); server.release(); tell('gone')"


def test_after_kill_9_of_us_the_next_one_attaches_and_stops_the_server(place: Path, child: Child) -> None:
    holder = child(HOLD, place / "data")
    assert word(holder) == "up"
    pid = first_process(place / "data")
    holder.kill()
    holder.wait()
    assert is_ours(pid, place / "data" / "postgres")
    server = started(place / "data")
    assert first_process(place / "data") == pid
    server.release()
    assert all_of(place / "data" / "postgres") == []


def test_a_killed_holder_does_not_keep_the_others_from_stopping_it(place: Path, child: Child) -> None:
    server = started(place / "data")
    for how in (signal.SIGKILL, signal.SIGTERM):
        holder = child(HOLD, place / "data")
        assert word(holder) == "up"
        holder.send_signal(how)
        holder.wait()
        assert living_server(home_of(place / "data"))
    server.release()
    assert all_of(place / "data" / "postgres") == []


@pytest.mark.parametrize("whom", ["the first process", "all processes"])
def test_after_kill_9_of_the_server_what_was_confirmed_is_there(place: Path, whom: str) -> None:
    server = start(place / "data", say=quiet)
    with psycopg.connect(**server.dsn_kwargs) as connection:
        connection.execute("create table kept as select generate_series(1, 1000) as number")
    cluster = place / "data" / "postgres"
    # The first process first: it could start others anew.
    pids = [first_process(place / "data")] + (all_of(cluster) if whom == "all processes" else [])
    kill(pids)
    again = start(place / "data", say=quiet)
    with psycopg.connect(**again.dsn_kwargs) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (1000,)
    server.release()
    assert living_server(home_of(place / "data"))
    again.release()
    assert all_of(cluster) == []


def test_a_backend_that_works_on_is_ended_before_a_new_server_starts(place: Path) -> None:
    """It still has the shared memory; PostgreSQL refuses to start beside it."""
    server = started(place / "data")
    busy = psycopg.connect(**server.dsn_kwargs, autocommit=True)
    backend = busy.info.backend_pid
    worker = threading.Thread(target=_work_on, args=(busy,))
    worker.start()
    _until(lambda: _is_active(server.dsn_kwargs, backend))
    os.kill(first_process(place / "data"), signal.SIGKILL)
    again = started(place / "data")
    assert not is_ours(backend, place / "data" / "postgres")
    worker.join()
    server.release()
    again.release()


def _work_on(connection: "psycopg.Connection[object]") -> None:
    try:
        connection.execute("select count(*) from generate_series(1, 1000000000) as n where n % 7 = 0")
    except psycopg.Error:
        connection.close()


def _is_active(kwargs: dict[str, str], backend: int) -> bool:
    with psycopg.connect(**kwargs) as connection:
        row = connection.execute("select state from pg_stat_activity where pid = %s", [backend]).fetchone()
    return row == ("active",)


def _until(what: Callable[[], bool]) -> None:
    while not what():
        time.sleep(0.01)


@pytest.fixture
def stranger() -> Iterator["subprocess.Popen[bytes]"]:
    """A living process of the server's user that is not the server."""
    process = subprocess.Popen(["sleep", "600"], cwd="/", **server_user().for_process())
    yield process
    process.kill()
    process.wait()


def leave_pid(data: Path, pid: int) -> None:
    """The files of a server that ended without clearing up, with the pid of somebody."""
    home = home_of(data)
    rest = f"{home.cluster}\n1700000000\n5432\n{data / 'socket'}\n\n  123456 7\nready   \n"
    lock = socket_file(make_socket_folder(home))
    for path in (home.cluster / "postmaster.pid", lock.with_name(lock.name + ".lock")):
        path.write_text(f"{pid}\n{rest}")
        path.chmod(0o600)
        home.user.own(path)


def test_a_pid_file_that_names_a_stranger_neither_stops_us_nor_harms_him(
    place: Path, stranger: "subprocess.Popen[bytes]"
) -> None:
    started(place / "data").release()
    leave_pid(place / "data", stranger.pid)
    home = home_of(place / "data")
    assert living_server(home) is None
    # The red control: PostgreSQL alone takes the stranger for its server.
    alone = running.launch(home, programs_for(home), durable=False)
    while alone.wait(10):
        pass
    assert "already exists" in alone.said()
    alone.close()
    server = started(place / "data")
    assert first_process(place / "data") != stranger.pid
    server.release()
    assert stranger.poll() is None


def test_a_dead_process_that_nobody_reaped_does_not_count_as_running(
    place: Path, stranger: "subprocess.Popen[bytes]"
) -> None:
    started(place / "data").release()
    stranger.kill()
    os.waitid(os.P_PID, stranger.pid, os.WEXITED | os.WNOWAIT)
    assert Path(f"/proc/{stranger.pid}/stat").read_text().split()[2] == "Z"
    leave_pid(place / "data", stranger.pid)
    started(place / "data").release()


@pytest.mark.parametrize("seconds", [0.05, 0.15, 0.3])
def test_a_first_start_that_was_killed_leaves_nothing_that_hinders(
    place: Path, child: Child, seconds: float
) -> None:
    first = child("tell('go'); start(data, durable=False); tell('up'); wait()", place / "data")
    assert word(first) == "go"
    time.sleep(seconds)
    first.kill()
    first.wait()
    with started(place / "data") as server, psycopg.connect(**server.dsn_kwargs) as connection:
        assert connection.execute("select current_database()").fetchone() == ("dugout",)
    # The killed one's initdb may have gone on meanwhile; the next start clears up behind it.
    _until(lambda: processes_below(place) == [])
    started(place / "data").release()
    assert list((place / "data").glob("postgres.new-*")) == []


def test_while_it_recovers_we_wait_without_limit_and_say_so() -> None:
    now, said = [0.0], list[str]()

    def call() -> Answer:
        return Answer(state=State.READY if now[0] > 3600 else State.BUSY)

    def wait(seconds: float) -> bool:
        now[0] += seconds
        return True

    assert running.wait_until_ready(call, wait, said.append, clock=lambda: now[0]) is State.READY
    assert 110 < len(said) <= 121
    assert "nothing is lost" in said[0]
    assert "(2 s)" in said[0]


def test_a_server_that_says_it_is_starting_is_waited_for(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in answers on the socket as a recovering server does, then goes."""
    monkeypatch.setattr(running, "_SAY_FIRST", 0.1)
    started(place / "data").release()
    path = socket_file(make_socket_folder(home_of(place / "data")))
    body = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
    said: list[str] = []
    answered = []
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        path.chmod(0o777)
        listening.listen()

        def answer() -> None:
            while not said or len(answered) < 3:
                with listening.accept()[0] as one:
                    one.recv(1000)
                    one.sendall(b"E" + (len(body) + 4).to_bytes(4, "big") + body)
                    answered.append(1)
            listening.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with start(place / "data", durable=False, say=said.append) as server:
            thread.join()
            with psycopg.connect(**server.dsn_kwargs) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
    assert len(answered) >= 3
    assert "not ready yet" in said[0]


def test_a_server_that_lives_but_cannot_be_reached_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody cleared its socket away; waiting would last for ever."""
    monkeypatch.setattr("dugout.embedded.server.MUTE_SECONDS", 0.2)
    server = started(place / "data")
    path = socket_file(Path(server.dsn_kwargs["host"]))
    path.unlink()
    pid = first_process(place / "data")
    with pytest.raises(EmbeddedError, match=rf"The process {pid} has the database .*kill -INT {pid}\)"):
        started(place / "data")
    assert is_ours(pid, place / "data" / "postgres")
    server.release()
    assert all_of(place / "data" / "postgres") == []
