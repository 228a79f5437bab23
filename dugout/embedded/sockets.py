"""The folder of the server's socket: short, closed to others, and the same for everyone who looks."""

import hashlib
import os
import stat
from pathlib import Path

from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError
from dugout.embedded.home import Home, make_folder

PORT = "5432"
# The kernel's limit is 107 bytes on Linux and 103 on macOS, for folder and file name together.
_MOST_BYTES = 100


def socket_file(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def socket_folder(home: Home) -> Path:
    """In the data home; for a long path, or one with a comma (which parts folders), a short one elsewhere.

    It depends on the data home alone, never on the environment: two processes with different TMPDIR
    must look in one place.
    """
    inside = home.folder / "socket"
    path = os.fsencode(socket_file(inside))
    if len(path) <= _MOST_BYTES and b"," not in path and _is_utf8(path):
        return inside
    mark = hashlib.sha256(os.fsencode(home.folder)).hexdigest()[:16]
    if home.user.apart and Path("/run").is_dir():
        return Path("/run") / f"dugout-{mark}"
    return Path("/tmp") / f"dugout-{home.user.uid}-{mark}"  # noqa: S108  (checked below)


def is_elsewhere(home: Home) -> bool:
    return socket_folder(home).parent != home.folder


def make_socket_folder(home: Home) -> Path:
    """Makes the folder, or checks that the one there is ours alone; raises EmbeddedError when it is not."""
    folder = socket_folder(home)
    try:
        found = folder.lstat()
    except FileNotFoundError:
        make_folder(folder, home.user)
        found = folder.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == home.user.uid
    if not ours or stat.S_IMODE(found.st_mode) != 0o700:
        raise EmbeddedError(
            f"The folder {folder} for the database's socket is not the database user's alone.",
            safe=SAFE_UNTOUCHED,
            remedy="Have it removed by whom it belongs to, or name a data folder with a shorter path.",
        )
    return folder


def _is_utf8(path: bytes) -> bool:
    try:
        path.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
