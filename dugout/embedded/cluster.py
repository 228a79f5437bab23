"""PostgreSQL's own data folder: made whole or not at all, and who is let in."""

import contextlib
import os
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from dugout.embedded.binaries import MAJOR
from dugout.embedded.errors import SAFE_STORED, SAFE_UNTOUCHED, EmbeddedError, no_space
from dugout.embedded.home import Home, make_folder

SUPERUSER = "postgres"
ROLE = "dugout"
DATABASE = "dugout"
# Nothing of the caller's: no PG*, no LC_*, no TZ of theirs.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "TZ": "UTC"}
# The server keeps a sixteenth of the machine's memory for rows at hand, within these bounds. Ten million entries take
# 12 GB, and with 192 MB at hand an account took a third longer to read.
_LEAST_MB, _MOST_MB = 192, 1024
# A person may change these in postgresql.conf; what must hold stands on the command line (running.py).
_BEGINNING = {
    "max_connections": "100",
    "jit": "off",
    # The data lie in memory or on a disk without a moving head: any row by its key costs as much as its neighbour.
    "random_page_cost": "1.1",
    "TimeZone": "UTC",
    "log_timezone": "UTC",
}


def make_cluster_if_missing(home: Home, programs: Path, *, durable: bool, say: Callable[[str], None]) -> None:
    """Runs initdb in a folder of a fresh name beside the place and renames it when it is whole.

    PG_VERSION is not a sign of a whole folder (initdb writes it first), and an initdb whose starter was
    killed goes on, hence the fresh name. Call it while holding the start lock.
    """
    for left in home.folder.glob("postgres.new-*"):
        shutil.rmtree(left, ignore_errors=True)
    if home.cluster.exists() and any(home.cluster.iterdir()):
        return
    say(f"Making a new database in {home.folder} ...")
    making = home.folder / f"postgres.new-{secrets.token_hex(4)}"
    make_folder(making, home.user)
    try:
        _initdb(home, programs, making, durable=durable)
        # An empty folder in the place gives way.
        making.rename(home.cluster)
        _sync(home.folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def megabytes_at_hand(machine: int) -> int:
    """How many MiB of rows the server keeps at hand on a machine with so many bytes of memory."""
    return min(max(machine // 16 // 2**20, _LEAST_MB), _MOST_MB)


def check_version(home: Home) -> None:
    """Refuses a data folder of another major version, or one that is none; deletes nothing."""
    if not home.cluster.exists() or not any(home.cluster.iterdir()):
        return
    try:
        version = (home.cluster / "PG_VERSION").read_text().strip()
    except OSError:
        version = ""
    if version == MAJOR and (home.cluster / "global" / "pg_control").exists():
        return
    if re.fullmatch(r"[0-9.]+", version) and version != MAJOR:
        raise EmbeddedError(
            f"The database in {home.cluster} was made by PostgreSQL {version}, and this Dugout brings "
            f"PostgreSQL {MAJOR}.",
            safe=SAFE_UNTOUCHED,
            remedy="Start it with the version of Dugout that made it, or copy it over: pg_dump with "
            f"PostgreSQL {version}, then restore into a new data folder.",
        )
    raise EmbeddedError(
        f"The folder {home.cluster} is not a whole data folder of PostgreSQL.",
        safe=SAFE_UNTOUCHED,
        remedy="Restore it from a backup; or, if nothing in it is needed, move it away and start again.",
    )


def write_who_may_enter(home: Home) -> None:
    """Only the server's user, and root where it started the server, and only by the socket (peer)."""
    users = {home.user.name, "root"} if home.user.apart else {home.user.name}
    lines = [f'dugout "{user}" {role}' for user in sorted(users) for role in (ROLE, SUPERUSER)]
    _write(home, "pg_ident.conf", "\n".join(lines) + "\n")
    _write(home, "pg_hba.conf", "local all all peer map=dugout\n")


def _write(home: Home, name: str, text: str) -> None:
    path = home.cluster / name
    try:
        if path.read_text() == text:
            return
        new = path.with_name(f"{name}.new")
        new.write_text(text)
        new.chmod(0o600)
        home.user.own(new)
        new.rename(path)
    except OSError as error:
        if error.errno == 28:
            raise no_space(home.folder) from error
        raise EmbeddedError(
            f"{path} cannot be written: {error.strerror}.",
            safe=SAFE_STORED,
            remedy="Mend that, then start again.",
        ) from error


def _initdb(home: Home, programs: Path, making: Path, *, durable: bool) -> None:
    command = [
        str(programs / "initdb"), "-D", str(making), "-U", SUPERUSER, "-E", "UTF8", "--locale=C",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
        "--auth-local=peer", "--auth-host=reject", "--no-instructions",
    ]  # fmt: skip
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    beginning = _BEGINNING | {"shared_buffers": f"{megabytes_at_hand(machine)}MB"}
    command += [part for name, value in beginning.items() for part in ("-c", f"{name}={value}")]
    command += [] if durable else ["--no-sync"]
    # To a file, not a pipe: its children would hold a pipe open.
    with tempfile.TemporaryFile() as said:
        try:
            run = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=ENVIRONMENT, cwd="/",
                start_new_session=True, check=False, **home.user.for_process(),
            )  # fmt: skip
            said.seek(0)
            text, ended = said.read().decode(errors="replace"), run.returncode
        except OSError as error:
            text, ended = str(error), -1
    if ended == 0:
        return
    if "No space left" in text:
        raise no_space(home.folder)
    lines = [line for line in text.splitlines() if re.search(r"error:|FATAL|PANIC", line)]
    raise EmbeddedError(
        f"A new database could not be made in {home.folder}: {(lines or [text.strip()])[-1]}",
        safe="The half-made folder was removed again.",
        remedy="Mend what the message names, then start Dugout again.",
    )


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
