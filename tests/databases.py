"""The suite's PostgreSQL: one server, one template with the cast in it, one fresh database a test process."""

import hashlib
import os
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


def server_folder() -> Path:
    """A folder of this user's and this checkout's, short enough for a socket's path."""
    mark = hashlib.sha256(f"{ROOT}{os.getuid()}".encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"dugout-tests-{os.getuid()}-{mark}"


def template_digest() -> str:
    """Changes with whatever the template is made of, so that an old one is never used."""
    digest = hashlib.sha256()
    made_of = [
        ROOT / "tests" / "cast.py",
        ROOT / "tests" / "unchanged.py",
        ROOT / "requirements" / "base.txt",
    ]
    made_of += sorted((ROOT / "dugout" / "migrations").glob("*.py"))
    # Each is a file, or a folder of that name once it has grown.
    for name in ("commands", "parts", "terms"):
        made_of += sorted([*ROOT.glob(f"dugout/*/{name}.py"), *ROOT.glob(f"dugout/*/{name}/**/*.py")])
    for path in made_of:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


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
