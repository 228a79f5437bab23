"""Where a person's data lies unless told otherwise, and whether its disk has room."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

LEAST_FREE_BYTES = 500_000_000


def default_data_folder() -> Path:
    """The user's data folder (XDG_DATA_HOME/dugout or ~/.local/share/dugout); as root /var/lib/dugout."""
    if os.geteuid() == 0:
        return Path("/var/lib/dugout")
    told = Path(os.environ.get("XDG_DATA_HOME", ""))
    # The XDG rule: a path that is not absolute counts as not given.
    return (told if told.is_absolute() else Path.home() / ".local" / "share") / "dugout"


def demo_data_folder() -> Path:
    """The demo company's own folder, apart from a person's data."""
    return default_data_folder() / "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSpace:
    """What is free on the disk of a folder, in bytes, and a sentence about it."""

    bytes: int
    enough: bool
    sentence: str


def free_space(folder: Path) -> FreeSpace:
    """Free bytes for this user on the folder's disk; not `enough` below 500 MB (a MB is 1,000,000 bytes).

    A folder that does not exist yet is judged by the nearest one above it that does.
    """
    there = folder.absolute()
    while not there.exists() and there != there.parent:
        there = there.parent
    free = shutil.disk_usage(there).free
    if free >= LEAST_FREE_BYTES:
        return FreeSpace(bytes=free, enough=True, sentence=f"{_size(free)} are free on the disk of {folder}.")
    return FreeSpace(
        bytes=free,
        enough=False,
        sentence=(
            f"Only {_size(free)} are free on the disk of {folder}. When it is full, nothing can be saved; "
            f"make space until at least {_size(LEAST_FREE_BYTES)} are free."
        ),
    )


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1_000_000_000 else f"{count // 1_000_000} MB"
