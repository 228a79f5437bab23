"""The command as a stranger runs it: a process of its own, on a data folder of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.databases import ROOT, room
from tests.exchange.taking import small_set
from tests.workers import once_in_a_run


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on standard output; ValueError when there is more, or none."""
        return json.loads(self.out)


class Command:
    """`dugout` on one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def __call__(self, *arguments: str, **environment: str) -> Ended:
        clean = {
            key: value for key, value in os.environ.items() if not key.startswith(("DUGOUT_", "DATABASE"))
        }
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "dugout.cli.main", *arguments, "--data", str(self.data)],
            cwd=ROOT, text=True, capture_output=True, check=False, env={**clean, **environment}, timeout=240,
        )  # fmt: skip
        return Ended(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def place() -> Iterator[Path]:
    """A short folder that every user may pass through."""
    yield from _place()


@pytest.fixture(scope="session")
def company() -> Iterator[Command]:
    """A data folder into which a small set was imported. Its server runs as long as the run's tests."""
    from dugout.embedded.server import start

    once_in_a_run("The company of the command line")
    for folder in _place():
        files = folder / "files"
        files.mkdir()
        small_set(files)
        command = Command(folder / "data")
        made = command("import", "crm", str(files), "--company", "Nordkyl", "--json")
        assert made.code == 0, made.err
        # Held here, the server does not start anew for each command.
        with start(command.data):
            yield command


def _place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dugout-", dir=room()))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
