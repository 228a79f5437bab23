"""Servers of the bench: two workers each, as `dugout serve` runs them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dugout.cli.serving import MEMORY, THREADS, WEB_WORKERS

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def command(application: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", application, "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(WEB_WORKERS), "--blocking-threads", str(THREADS), "--no-ws",
        "--log-level", "error", "--backpressure", str(THREADS * 16),
    ]  # fmt: skip


def answers(port: int, path: str) -> bool:
    """Whether anything at all comes back; a refusal is an answer."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20).read()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Running:
    """Seconds from the start to the first answer, and the server's process group."""

    seconds: float
    group: int


@contextmanager
def serving(application: str, *, port: int, path: str = "/", **environment: str) -> Iterator[Running]:
    """The server, answering."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command(application, port), cwd=ROOT, env=MEMORY | os.environ | environment, start_new_session=True
    )
    try:
        while not answers(port, path):
            if process.poll() is not None:
                raise RuntimeError(f"{application} ended with {process.returncode}")
            time.sleep(0.01)
        yield Running(seconds=time.perf_counter() - began, group=process.pid)
    finally:
        process.terminate()
        process.wait(30)


def memory_mib(group: int) -> float:
    """Proportional memory (PSS) of every process of a group, in MiB. Linux only."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                total += _pss(folder)
        except (OSError, ValueError):
            continue  # it ended meanwhile
    return total / 1024


def _pss(folder: Path) -> int:
    for line in (folder / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
