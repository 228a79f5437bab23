"""Makes .venv and installs the lock into it, with nothing but Python 3.11's own library to begin with.

    python3 tools/bootstrap.py base|dev

Takes uv where it is on the PATH, else brings it from PyPI into the environment, else goes on with pip: the
lock is hashed requirements files, which all three install.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
MARKS = {"base": HOME / ".runs", "dev": HOME / ".develops"}


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


def find_uv() -> str | None:
    """uv's path, from the PATH or the environment; None where it cannot be had."""
    known = shutil.which("uv") or shutil.which("uv", path=str(BIN))
    if known:
        return known
    brought = subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", "uv"], check=False, cwd=ROOT)
    return shutil.which("uv", path=str(BIN)) if brought.returncode == 0 else None


def main() -> None:
    which = sys.argv[1]
    if sys.version_info < (3, 11):  # noqa: UP036  whoever has an older Python gets a sentence
        sys.exit(f"Dugout needs Python 3.11 or newer; `python3` here is {sys.version.split()[0]}.")
    if not PYTHON.exists():
        print("Making .venv ...", flush=True)
        try:
            venv.create(HOME, with_pip=True)
        except (subprocess.CalledProcessError, OSError):
            shutil.rmtree(HOME, ignore_errors=True)
            sys.exit(
                "The environment could not be made. On Debian: apt install python3-venv, then try again."
            )
    print(f"Installing what Dugout {'runs on' if which == 'base' else 'is built with'} ...", flush=True)
    lock = ROOT / "requirements" / f"{which}.txt"
    uv = find_uv()
    if uv:
        run(uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock)
        run(uv, "pip", "install", "-q", "--python", PYTHON, "--no-deps", "--no-build-isolation", "-e", ROOT)
    else:
        run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock)
        run(PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    MARKS["base"].touch()
    if which == "dev":
        MARKS["dev"].touch()


if __name__ == "__main__":
    main()
