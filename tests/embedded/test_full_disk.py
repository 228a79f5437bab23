"""A disk that is full: at the first start, while writing, at the next start; and with space again."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dugout.embedded.errors import EmbeddedError
from dugout.embedded.processes import all_of
from dugout.embedded.server import start
from tests.embedded.conftest import kill, quiet

Disk = Callable[[int], Path]


@pytest.fixture
def disk(place: Path) -> Iterator[Disk]:
    """A small disk of that many MB, in memory."""
    mounted: list[Path] = []

    def mount(size: int) -> Path:
        folder = place / "disk"
        folder.mkdir()
        if os.geteuid() != 0 or not shutil.which("mount"):
            pytest.skip("a full disk, a test as root: only root can mount a small one")
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=0711", "dugout-test", str(folder)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            pytest.skip(f"a full disk: this machine lets no small one be mounted ({run.stderr.strip()})")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, *, but: int = 0) -> Path:
    """A file that takes all that is left, but for that many MB."""
    path = folder / "filler"
    with path.open("ab", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 65536)
        file.truncate(file.tell() - but * 1_000_000)
    return path


def reason(data: Path) -> EmbeddedError | None:
    """Starts and stops the server; why it could not be started."""
    try:
        start(data, say=quiet).release()
    except EmbeddedError as error:
        return error
    return None


def test_a_first_start_on_a_full_disk_says_so_and_leaves_nothing_half_made(disk: Disk) -> None:
    folder = disk(16)
    with pytest.raises(EmbeddedError, match=r"is full.*Make space"):
        start(folder / "data", say=quiet)
    assert not (folder / "data" / "postgres").exists()
    assert list((folder / "data").glob("postgres.new-*")) == []


def test_a_disk_that_fills_refuses_writes_reads_on_and_works_again_with_space(disk: Disk) -> None:
    folder = disk(110)
    server = start(folder / "data", say=quiet)
    kept = 0
    with psycopg.connect(**server.dsn_kwargs, autocommit=True) as connection:
        connection.execute("create table kept (id int, text text)")
        # The log of changes has room in its file still; so it is the table that finds none.
        fill(folder, but=3)
        full = None
        while full is None:
            try:
                connection.execute("insert into kept values (%s, %s)", (kept, os.urandom(200_000).hex()))
                kept += 1
            except psycopg.errors.DiskFull as error:
                full = error
        assert full.sqlstate == "53100"
        assert connection.execute("select count(*) from kept").fetchone() == (kept,)
    filler = fill(folder)
    server.release()
    assert all_of(folder / "data" / "postgres") == []
    # It may still come up, if what it must write at its start has its room already; else it says why not.
    why = reason(folder / "data")
    assert why is None or (
        "is full" in why.what and "stays stored" in why.safe and "Make space" in why.remedy
    )
    assert all_of(folder / "data" / "postgres") == []
    filler.unlink()
    with start(folder / "data", say=quiet) as again, psycopg.connect(**again.dsn_kwargs) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (kept,)


def test_a_start_that_the_full_disk_hinders_ends_at_once_with_the_reason(disk: Disk) -> None:
    """Recovery must write; without room PostgreSQL ends, and nobody waits for it."""
    folder = disk(120)
    server = start(folder / "data", say=quiet)
    with psycopg.connect(**server.dsn_kwargs, autocommit=True) as connection:
        connection.execute("create table kept as select 7 as number")
    kill(all_of(folder / "data" / "postgres"))
    (folder / "data" / "postgres" / "postmaster.pid").unlink()
    filler = fill(folder)
    with pytest.raises(EmbeddedError, match="is full"):
        start(folder / "data", say=quiet)
    assert all_of(folder / "data" / "postgres") == []
    filler.unlink()
    with start(folder / "data", say=quiet) as again, psycopg.connect(**again.dsn_kwargs) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)
    server.release()
