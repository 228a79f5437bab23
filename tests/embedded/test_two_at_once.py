"""Several processes that come at the same moment."""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dugout.embedded import lease
from dugout.embedded.processes import all_of
from tests.embedded.conftest import word

Child = Callable[..., "subprocess.Popen[str]"]


def test_three_that_start_on_a_new_folder_at_once_share_one_server(place: Path, child: Child) -> None:
    code = """
tell('ready'); wait()
with start(data, durable=False) as server:
    with psycopg.connect(**server.dsn_kwargs) as connection:
        tell(str(connection.execute("select pg_postmaster_start_time()::text").fetchone()[0]))
        tell(str(connection.execute("select system_identifier from pg_control_system()").fetchone()[0]))
    wait()
tell('gone')
"""
    ours = []
    for number in range(3):
        temporary = place / f"tmp{number}"
        temporary.mkdir()
        ours.append(child(code, place / "data", TMPDIR=str(temporary)))
    assert [word(process) for process in ours] == ["ready"] * 3
    for process in ours:
        _go(process)
    told = {(word(process), word(process)) for process in ours}
    assert len(told) == 1, told
    for process in ours[:2]:
        _go(process)
        assert word(process) == "gone"
    assert all_of(place / "data" / "postgres") != []
    _go(ours[2])
    assert word(ours[2]) == "gone"
    assert all_of(place / "data" / "postgres") == []


def test_starts_and_stops_that_cross_lose_nobody(place: Path, child: Child) -> None:
    code = """
for _ in range(8):
    with start(data, durable=False) as server:
        with psycopg.connect(**server.dsn_kwargs) as connection:
            connection.execute("select 1")
tell('done')
"""
    ours = [child(code, place / "data") for _ in range(2)]
    assert [word(process) for process in ours] == ["done", "done"]
    assert all_of(place / "data" / "postgres") == []


def test_who_waits_for_another_start_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "QUIET_SECONDS", 0.05)
    said: list[str] = []
    path = place / "start.lock"
    other = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(other, fcntl.LOCK_EX)

    def say(sentence: str) -> None:
        said.append(sentence)
        os.close(other)

    with lease.alone(path, say):
        pass
    assert said == [
        f"Another Dugout process is starting or stopping the database of {place}; waiting for it."
    ]


def _go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
