"""The suite's PostgreSQL: one server, one template with the cast in it, one fresh database a test process."""

import hashlib
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30


def room() -> Path:
    """Where the data of databases lie while tests run: in memory, where it is large; else in the temporary folder.

    A database is a thousand files. For each file that ext4 makes it looks through all those that were deleted in
    the last minute, so that databases made one after the other took longer and longer. Asked once for a run.
    """
    chosen = os.environ.get("DUGOUT_TEST_ROOM")
    if chosen is None:
        large = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
        chosen = os.environ["DUGOUT_TEST_ROOM"] = str(MEMORY if large else tempfile.gettempdir())
    return Path(chosen)


def server_folder() -> Path:
    """A folder of this user's and this checkout's, short enough for a socket's path."""
    mark = hashlib.sha256(f"{ROOT}{os.getuid()}".encode()).hexdigest()[:8]
    return room() / f"dugout-tests-{os.getuid()}-{mark}"


@cache
def template_name() -> str:
    """The database from which each is copied; with `_empty` after it, the same without a company and its cast.

    The name changes with whatever it is made of, so that an old one is never used. Read once: the files may
    change while a run goes on.
    """
    digest = hashlib.sha256()
    made_of = [ROOT / "tests" / name for name in ("cast.py", "passwords.py", "unchanged.py")]
    made_of += [ROOT / "requirements" / "base.txt"]
    made_of += sorted((ROOT / "dugout" / "migrations").glob("*.py"))
    # Each is a file, or a folder of that name once it has grown.
    for name in ("commands", "parts", "terms"):
        made_of += sorted([*ROOT.glob(f"dugout/*/{name}.py"), *ROOT.glob(f"dugout/*/{name}/**/*.py")])
    for path in made_of:
        digest.update(path.read_bytes())
    return f"dugout_template_{digest.hexdigest()[:12]}"


def make_database(server_url: str, name: str, template: str | None = None) -> None:
    """Makes a database anew, from a template where one is given."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        made = sql.SQL("create database {}").format(sql.Identifier(name))
        if template:
            made += sql.SQL(" template {}").format(sql.Identifier(template))
        connection.execute(made)


def database_exists(server_url: str, name: str) -> bool:
    with psycopg.connect(server_url) as connection:
        return (
            connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None
        )


def drop_databases(server_url: str, beginning: str, but: str) -> None:
    """Drops what older runs left: templates of another digest."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        names = connection.execute("select datname from pg_database where datname like %s", [f"{beginning}%"])
        for (name,) in names.fetchall():
            if name != but:
                connection.execute(
                    sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
                )
