"""Real server processes on the suite's database, for what only several of them can show."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.databases import ROOT


@contextmanager
def servers(many: int, *, threads: int, logs: Path) -> Iterator[list[int]]:
    """So many web servers as `dugout serve` starts them, with so many requests at once in each; their ports."""
    ports = [_free_port() for _ in range(many)]
    children = []
    try:
        for port in ports:
            with (logs / f"server-{port}.log").open("w") as log:
                children.append(
                    subprocess.Popen(
                        _command(port, threads), cwd=ROOT, stdout=log, stderr=log, env=_environment()
                    )
                )
        for port, child in zip(ports, children, strict=True):
            _wait(port, child, logs / f"server-{port}.log")
        yield ports
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=30)


def _command(port: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "dugout.config.wsgi:application",
        "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", str(threads),
        "--no-ws", "--log-level", "warning", "--backpressure", str(threads * 4),
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    from django.conf import settings

    return {
        **os.environ,
        "DUGOUT_SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "dugout.config.settings",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(port: int, child: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and child.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"The server does not answer:\n{log.read_text()[-2000:]}")
