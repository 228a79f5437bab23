"""Serving: never on a port where somebody listens, and nothing left behind."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from dugout.cli import serving
from dugout.cli.serving import refuse_taken_port
from tests.databases import ROOT


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens who would share it, as our web server would."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]


def test_a_free_port_is_taken_as_it_is() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    refuse_taken_port("127.0.0.1", port)


def test_a_taken_port_is_refused_with_what_to_do(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        refuse_taken_port("127.0.0.1", taken)
    said = capsys.readouterr().err
    assert f"Something listens on port {taken} already." in said
    assert f"--port {taken + 1}" in said


def test_an_address_that_is_not_ours_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        refuse_taken_port("203.0.113.1", 8000)
    assert "203.0.113.1 port 8000 cannot be listened on" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_nothing_is_made_before_the_port_is_known_to_be_free(
    taken: int, tmp_path: Path, command: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "dugout.cli.main", command, "--port", str(taken), "--data", str(tmp_path / "data")],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 1
    assert "already" in run.stderr
    assert not (tmp_path / "data").exists()


def test_a_child_that_does_not_end_is_killed_with_what_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "LONGEST_END", 0.5)
    stubborn = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print('ready', flush=True)\n"
        "time.sleep(600)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE, process_group=0)
    assert child.stdout is not None
    child.stdout.readline()
    child.terminate()
    assert serving._wait_for(child) == -9
    # The pipe ends when nobody holds it any more: the grandchild had it too.
    assert child.stdout.read() == b""
