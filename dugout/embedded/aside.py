"""Puts a data home aside: whole, under another name beside it, never deleted."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from dugout.embedded import running
from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError
from dugout.embedded.home import PLACES, Home, open_home
from dugout.embedded.lease import alone, nobody_left
from dugout.embedded.processes import living_server
from dugout.embedded.system_user import server_user


def put_aside(data: Path, *, at: dt.datetime, say: Callable[[str], None]) -> Path:
    """Renames a data home by day and time; returns where it lies now. Raises EmbeddedError while somebody uses it."""
    home = open_home(data, server_user())
    aside = home.folder.with_name(f"{home.folder.name}.{at:%Y-%m-%d-%H%M%S}")
    with alone(home.start_lock, say):
        if not nobody_left(home.users_lock):
            raise _stays(home, "is in use by another Dugout", "End that one, then start this one again.")
        _refuse_other_things(home)
        # Whoever was killed has left it running.
        running.stop(home, say)
        if living_server(home) is not None:
            raise _stays(home, "has a server that is still ending", "Wait for its end, then start again.")
        try:
            if aside.exists():
                raise FileExistsError(f"{aside} is there already")
            home.folder.rename(aside)
        except OSError as error:
            raise _stays(home, f"cannot be renamed: {error}", "Move it away by hand.") from error
    return aside


def _refuse_other_things(home: Home) -> None:
    others = sorted(entry.name for entry in home.folder.iterdir() if entry.name not in PLACES)
    if others:
        raise _stays(
            home,
            f"holds other things, too, such as {others[0]}",
            "Move them out of it, or name another folder.",
        )


def _stays(home: Home, why: str, remedy: str) -> EmbeddedError:
    return EmbeddedError(f"The data folder {home.folder} {why}.", safe=SAFE_UNTOUCHED, remedy=remedy)
