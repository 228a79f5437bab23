"""A place on the disk for data homes, and other processes of ours, also as an ordinary user."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from dugout.embedded.home import Home
from dugout.embedded.processes import recorded_pid
from dugout.embedded.server import Server, start
from dugout.embedded.system_user import server_user
from tests.databases import room

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = 65534  # nobody: an id that every machine has

# What a child needs is imported before it drops its rights: Python itself may lie in a closed folder.
_CHILD = """
import os, signal, sys, time
from pathlib import Path
import psycopg
from dugout.embedded import binaries
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.server import start
from dugout.embedded.folders import default_data_folder
from tests.databases import room
uid, programs, data = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
if programs:
    binaries.package_folder = lambda: Path(programs)
if uid != os.getuid():
    os.setgroups([]); os.setgid(uid); os.setuid(uid)
    os.environ["HOME"] = "/nonexistent"
def tell(word):
    print(word, flush=True)
def wait():
    sys.stdin.readline()
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="a test as root: this run is not root's")


@pytest.fixture
def place() -> Iterator[Path]:
    """A short folder that every user may pass through, for data homes; servers in it end with the test."""
    folder = Path(tempfile.mkdtemp(prefix="dugout-", dir=room()))
    folder.chmod(0o711)
    yield folder
    kill(processes_below(folder))
    shutil.rmtree(folder, ignore_errors=True)


def kill(pids: Iterable[int]) -> None:
    """Ends processes at once; one that the end of another took along is gone already."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def processes_below(folder: Path) -> list[int]:
    """The servers whose data lie below this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            inside = entry.name.isdigit() and str((entry / "cwd").readlink()).startswith(f"{folder}/")
            if inside and (entry / "exe").readlink().name.startswith(("postgres", "initdb")):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Another process of ours that runs `code`; it may `tell` us a word and `wait` for one."""
    made: list[subprocess.Popen[str]] = []

    def run(
        code: str, data: Path, *, uid: int | None = None, programs: str = "", **env: str
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _CHILD + code,
                str(os.getuid() if uid is None else uid),
                programs,
                str(data),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path)), **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        made.append(process)
        return process

    yield run
    for process in made:
        if process.poll() is None:
            process.kill()
        process.communicate()


def word(process: subprocess.Popen[str]) -> str:
    """The next word that a child tells; its error when it ended instead."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline().strip()
    return line or f"ended: {process.stderr.read()}"


def quiet(sentence: str) -> None:
    """For tests that do not look at what is said."""


def started(data: Path) -> Server:
    """A server without safety, as for tests: quicker."""
    return start(data, durable=False, say=quiet)


def first_process(data: Path) -> int:
    """The pid of the server's first process."""
    pid = recorded_pid(home_of(data))
    assert pid is not None
    return pid


def home_of(data: Path) -> Home:
    return Home(folder=data.resolve(), user=server_user())
