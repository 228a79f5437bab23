"""Which processes are the server of one data folder. A pid alone never counts: it may be anybody's."""

import os
import subprocess
import sys
from pathlib import Path

from dugout.embedded.home import Home

_PROC = Path("/proc")


def recorded_pid(home: Home) -> int | None:
    """The pid that postmaster.pid names, right or wrong."""
    try:
        first = (home.cluster / "postmaster.pid").read_text(errors="replace").split("\n", 1)[0]
        return abs(int(first))
    except (OSError, ValueError):
        return None


def living_server(home: Home) -> int | None:
    """The pid of our server's first process if it lives: it runs `postgres` in our data folder."""
    pid = recorded_pid(home)
    return pid if pid and is_ours(pid, home.cluster) else None


def is_ours(pid: int, cluster: Path) -> bool:
    """Whether this process runs `postgres` in this data folder. A dead one that nobody reaped does not."""
    if sys.platform != "linux":
        run = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return "postgres" in run.stdout and str(cluster) in run.stdout
    entry = _PROC / str(pid)
    try:
        # Neither link can be read of a zombie, nor of another user's process.
        program = (entry / "exe").readlink().name.removesuffix(" (deleted)")
        return program == "postgres" and os.path.samestat((entry / "cwd").stat(), cluster.stat())
    except OSError:
        return False


def all_of(cluster: Path) -> list[int]:
    """Every living process of the server of this data folder, its first one or what that left behind."""
    if sys.platform != "linux":
        return []
    return [int(e.name) for e in _PROC.iterdir() if e.name.isdigit() and is_ours(int(e.name), cluster)]
