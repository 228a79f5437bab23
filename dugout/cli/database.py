"""From `--data` or DATABASE_URL to a Django that is ready: the first line of every command."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dugout.cli.output import say, stop
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.folders import default_data_folder
from dugout.embedded.server import start


@contextmanager
def database(data: Path | None, *, as_json: bool = False) -> Iterator[Path]:
    """Starts the embedded PostgreSQL of a folder, unless DATABASE_URL names a server, and sets Django up.

    Yields the folder that holds what is this installation's own: its key and its static files. The server
    stops with its last user.
    """
    folder = data or default_data_folder()
    if os.environ.get("DATABASE_URL") and data is None:
        _set_up_django(folder)
        yield folder
        return
    try:
        server = start(folder, say=say)
    except EmbeddedError as error:
        stop(str(error), as_json=as_json)
    with server:
        os.environ["DATABASE_URL"] = server.url()
        _set_up_django(folder)
        yield folder


def _set_up_django(folder: Path) -> None:
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
    """The key of this installation, made at its first start."""
    path = own / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key
