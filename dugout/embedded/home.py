"""The data home: one folder, ours, in which everything of one embedded server has its place."""

import contextlib
import errno
import os
import pwd
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError, no_space
from dugout.embedded.system_user import ServerUser

# What Dugout puts into a data home: a folder with one of these is ours, whatever else lies in it.
_MARKS = ("postgres", "own", "start.lock", "users.lock")
# All that it makes there.
PLACES = frozenset({*_MARKS, "log", "socket"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The places of one embedded server; `folder` is absolute and free of links."""

    folder: Path
    user: ServerUser

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data folder."""
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.folder / "log" / "server.log"

    @property
    def start_lock(self) -> Path:
        """Held alone by whoever starts, attaches or stops, for as long as that takes."""
        return self.folder / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Held, shared, by everyone who uses the server."""
        return self.folder / "users.lock"


def open_home(data: Path, user: ServerUser) -> Home:
    """The home in that folder, made when missing; raises EmbeddedError for a folder that cannot be one."""
    try:
        folder = data.expanduser().absolute().resolve()
        _check_owner(folder)
        _check_way(reversed(folder.parents), user)
        _make(folder, user)
        _check_way([folder], user)
    except (OSError, RuntimeError) as error:
        raise _unusable(data, error) from error
    _check_cluster(folder, user)
    home = Home(folder=folder, user=user)
    make_folder(home.log.parent, user)
    return home


def make_folder(folder: Path, user: ServerUser) -> None:
    """A folder of the server's user, closed to everyone else (root apart)."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        user.own(folder)
        folder.chmod(0o700)
    except OSError as error:
        raise _unusable(folder, error) from error


def _check_owner(folder: Path) -> None:
    if folder.exists() and (owner := folder.stat().st_uid) != os.geteuid():
        raise EmbeddedError(
            f"The data folder {folder} belongs to {_name(owner)}, and you are {_name(os.geteuid())}.",
            safe=SAFE_UNTOUCHED,
            remedy=f"Start Dugout as {_name(owner)}, or name another folder.",
        )


def _check_cluster(folder: Path, user: ServerUser) -> None:
    cluster = folder / "postgres"
    if cluster.exists() and (owner := cluster.stat().st_uid) != user.uid:
        raise EmbeddedError(
            f"The database in {cluster} belongs to {_name(owner)}, and the server runs as {user.name}.",
            safe=SAFE_UNTOUCHED,
            remedy=f"If it is yours, give it to the server's user: chown -R {user.uid}:{user.gid} '{cluster}'",
        )


def _check_way(folders: Iterable[Path], user: ServerUser) -> None:
    """Refuses, by name, the first of these folders that the server's user may not enter."""
    way = [step for step in folders if step.exists()]
    for step in way:
        if not step.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(step))
    # If the last folder can be entered, so can all above it. Only a closed way is looked at folder by folder.
    if not user.apart or user.can_enter(way[-1]):
        return
    closed = next((step for step in way if not user.can_enter(step)), way[-1])
    raise EmbeddedError(
        f"The folder {closed} is closed to the system user {user.name} that the database server runs as.",
        safe="Nothing was changed; Dugout opens nobody's folders.",
        remedy="Name a data folder that this user can reach, such as /var/lib/dugout, or start Dugout as an "
        "ordinary user.",
    )


def _make(folder: Path, user: ServerUser) -> None:
    mode = 0o711 if user.apart else 0o700
    for above in reversed(folder.parents):
        if not above.exists():
            above.mkdir(exist_ok=True)
            # Whatever the umask: the server's user must pass.
            above.chmod(0o755 if user.apart else 0o700)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=mode)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if _is_ours_to_set(folder):
        if stat.S_IMODE(folder.stat().st_mode) != mode:
            folder.chmod(mode)
        return
    if (folder / "PG_VERSION").exists():
        raise EmbeddedError(
            f"{folder} is itself a data folder of PostgreSQL.",
            safe=SAFE_UNTOUCHED,
            remedy="Name a folder for Dugout beside it, or run that server and name it in DATABASE_URL.",
        )
    if folder.stat().st_mode & 0o022:
        raise EmbeddedError(
            f"{folder} holds other things, and other users of this machine may write in it.",
            safe=SAFE_UNTOUCHED,
            remedy=f"Name an empty folder, or close this one to them: chmod go-w '{folder}'",
        )


def _is_ours_to_set(folder: Path) -> bool:
    """Whether we may set this folder's rights: it is empty, or Dugout has lived in it."""
    names = {entry.name for entry in os.scandir(folder)}
    return not names or bool(names.intersection(_MARKS))


def _closed(folder: Path) -> Path | None:
    """The folder on the way that we may not enter, or not write in where one must be made."""
    for step in (*reversed(folder.absolute().parents), folder.absolute()):
        if not os.access(step, os.F_OK):
            return step.parent if not os.access(step.parent, os.W_OK) else None
        if step.is_dir() and not os.access(step, os.X_OK):
            return step
    return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user number {uid}"


def _unusable(folder: Path, error: Exception) -> EmbeddedError:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return no_space(folder)
    place = _closed(folder) or getattr(error, "filename", None) or folder
    reasons = {
        errno.EACCES: f"{place} is closed to you",
        errno.EPERM: f"{place} is closed to you",
        errno.EROFS: f"{place} lies on a disk that can only be read",
        errno.ENOTDIR: f"{place} is a file, not a folder",
        errno.EEXIST: f"{place} is a file, not a folder",
        errno.ENAMETOOLONG: "its name is too long",
    }
    reason = reasons.get(getattr(error, "errno", None) or 0, str(error))
    return EmbeddedError(
        f"The data folder {folder} cannot be used: {reason}.",
        safe=SAFE_UNTOUCHED,
        remedy="Name a folder that you may write in.",
    )
