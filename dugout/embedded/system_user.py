"""The system user that the server runs as: ourselves, or as root one that owns nothing else."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError

NAME = "dugout"
_SHELLS_OF_NOBODY = {"nologin", "false"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerUser:
    """Who the server runs as; `apart` when that is not this process's own user (we are root)."""

    name: str
    uid: int
    gid: int
    apart: bool

    def for_process(self) -> dict[str, Any]:
        """Keyword arguments for subprocess that make the child this user, with no extra groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.apart else {}

    def own(self, path: Path) -> None:
        """Gives a file or folder that we made to the server's user."""
        if self.apart:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether the server's user may pass through this folder, by the system's own judgement."""
        return self._test("-x", folder)

    def can_run(self, program: Path) -> bool:
        return self._test("-x", program)

    def can_read(self, file: Path) -> bool:
        return self._test("-r", file)

    def _test(self, flag: str, path: Path) -> bool:
        if not self.apart:
            return os.access(path, os.X_OK if flag == "-x" else os.R_OK)
        run = subprocess.run(
            [shutil.which("test") or "/usr/bin/test", flag, str(path)],
            cwd="/",
            env={},
            check=False,
            **self.for_process(),
        )
        return run.returncode == 0


def server_user() -> ServerUser:
    """Who the server runs as. As root: the system user `dugout`, made when missing.

    Raises EmbeddedError when that user cannot be made, or when the name is a person's login.
    """
    if os.geteuid() != 0:
        return _ourselves()
    found = _look_up() or _make()
    person = Path(found.pw_shell).name not in _SHELLS_OF_NOBODY
    if found.pw_uid == 0 or person:
        raise EmbeddedError(
            f"The user {NAME} of this machine can sign in (shell {found.pw_shell}), so it is not the "
            "system user that Dugout's database needs under root.",
            safe=SAFE_UNTOUCHED,
            remedy=f"Start Dugout as that user instead of root, or take its shell away: "
            f"usermod --shell /usr/sbin/nologin {NAME}",
        )
    return ServerUser(name=NAME, uid=found.pw_uid, gid=found.pw_gid, apart=True)


def _ourselves() -> ServerUser:
    uid = os.geteuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        raise EmbeddedError(
            f"The user id {uid} has no name on this machine, and PostgreSQL does not run without one.",
            safe=SAFE_UNTOUCHED,
            remedy="Add a line for it to /etc/passwd, or give a PostgreSQL server in DATABASE_URL.",
        ) from None
    return ServerUser(name=name, uid=uid, gid=os.getegid(), apart=False)


def _look_up() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _make() -> pwd.struct_passwd:
    program = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    said = "the program useradd is missing"
    if program:
        command = [program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        run = subprocess.run(
            [*command, "--shell", "/usr/sbin/nologin", NAME], capture_output=True, text=True, check=False
        )
        # Two of us at once: the second is told that the user exists, which is what it wanted.
        if found := _look_up():
            return found
        said = run.stderr.strip() or f"useradd ended with {run.returncode}"
    raise EmbeddedError(
        f"PostgreSQL does not run as root, and the system user {NAME} could not be made: {said}.",
        safe=SAFE_UNTOUCHED,
        remedy="Make a system user of that name that cannot sign in, or start Dugout as an ordinary user.",
    )
