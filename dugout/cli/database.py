"""From `--data` or DATABASE_URL to a Django that is ready: the first line of every command."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dugout.cli.fitting import refuse_what_does_not_fit
from dugout.cli.output import say, stop
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.folders import default_data_folder
from dugout.embedded.server import start


@contextmanager
def database(
    data: Path | None,
    *,
    as_json: bool = False,
    makes: bool = False,
    of_any_age: bool = False,
    of_any_make: bool = False,
    anew: str = "For this one make another: dugout init --data FOLDER.",
) -> Iterator[Path]:
    """Starts the embedded PostgreSQL of a folder, unless DATABASE_URL names a server, and sets Django up.

    Yields the folder that holds what is this installation's own: its key and its static files. The server
    stops with its last user. Ends the command, with what to do, where there is no database, unless it `makes`
    one, where another Dugout made it, unless one `of_any_make` will do, and where one is not up to date, unless one
    `of_any_age` will do. `anew` says how to make a new one.
    """
    folder = data or default_data_folder()
    if os.environ.get("DATABASE_URL") and data is None:
        _set_up_django(folder)
        _answers(as_json=as_json)
        if not of_any_make:
            place = "The database that DATABASE_URL names"
            refuse_what_does_not_fit(place, "For this one name an empty database there.", as_json=as_json)
        _is_up_to_date(makes or of_any_age, as_json=as_json)
        yield folder
        return
    if not makes and not is_there(folder):
        stop(f"There is no database in {folder} yet. Make one with: dugout init", as_json=as_json)
    try:
        server = start(folder, say=say)
    except EmbeddedError as error:
        stop(str(error), as_json=as_json)
    with server:
        os.environ["DATABASE_URL"] = server.url()
        _set_up_django(folder)
        if not of_any_make:
            refuse_what_does_not_fit(f"The database in {folder}", anew, as_json=as_json)
        _is_up_to_date(makes or of_any_age, as_json=as_json)
        yield folder


def is_there(folder: Path) -> bool:
    """Whether a database was ever made in this folder."""
    return (folder / "postgres").exists()


@contextmanager
def without_database(data: Path | None) -> Iterator[None]:
    """Sets Django up for what asks nothing of a database."""
    _set_up_django(data or default_data_folder(), keeps=False)
    yield


def missing_migrations() -> int:
    """How many migrations the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answers(*, as_json: bool) -> None:
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        stop(
            f"The server that DATABASE_URL names does not answer: {str(error).strip()} Nothing was changed.",
            as_json=as_json,
        )


def _is_up_to_date(does_not_matter: bool, *, as_json: bool) -> None:
    if not does_not_matter and missing_migrations():
        stop("The database is not up to date. Bring it there with: dugout migrate", as_json=as_json)


def _set_up_django(folder: Path, *, keeps: bool = True) -> None:
    if keeps:
        own = own_folder(folder)
        os.environ.setdefault("DUGOUT_SECRET_KEY", _secret_key(own))
        os.environ.setdefault("DUGOUT_STATIC", str(own / "static"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django

    django.setup()


def own_folder(folder: Path) -> Path:
    """The part of a data folder that PostgreSQL does not see: readable by us alone."""
    own = folder / "own"
    own.mkdir(parents=True, exist_ok=True)
    own.chmod(0o700)
    return own


def _secret_key(own: Path) -> str:
    """The key of this installation, made at its first start: whole or not at all, and by one of many that start."""
    path = own / "secret_key"
    with _one_at_a_time(own):
        if path.exists() and (key := path.read_text().strip()):
            return key
        key = secrets.token_urlsafe(48)
        draft = own / "secret_key.part"
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        return key


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """The second one waits. The lock goes when its process ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
