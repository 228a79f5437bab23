"""Makes .venv and installs the lock into it, with nothing but Python 3.11's own library to begin with.

    python3 tools/bootstrap.py base|dev

Takes uv where it is on the PATH, which needs nothing else. Without it the environment is made by Python's own venv
(on Debian a package of its own, python3-venv; in CI, as root, it is brought), and uv comes from PyPI into it; where
that cannot be had, pip goes on: the lock is hashed requirements files, which all three install.
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


def make_environment() -> None:
    """Makes .venv, unless there is one that can install. What a make that was cut off left is made anew."""
    uv = shutil.which("uv")
    if PYTHON.exists() and (uv or shutil.which("uv", path=str(BIN)) or has_pip()):
        return
    print("Making .venv ...", flush=True)
    shutil.rmtree(HOME, ignore_errors=True)
    if uv:
        run(uv, "venv", "-q", "--python", sys.executable, HOME)
    elif not (make_by_venv() or (bring_venv() and make_by_venv())):
        sys.exit(
            "The environment could not be made. On Debian: apt install python3-venv, then try again; or install uv."
        )


def has_pip() -> bool:
    asked = subprocess.run([str(PYTHON), "-m", "pip", "--version"], check=False, capture_output=True)
    return asked.returncode == 0


def make_by_venv() -> bool:
    """Whether Python's own venv made an environment with pip. Nothing is left of one that it did not finish."""
    try:
        venv.create(HOME, with_pip=True)
    except (subprocess.CalledProcessError, OSError):
        shutil.rmtree(HOME, ignore_errors=True)
        return False
    return True


def bring_venv() -> bool:
    """Debian's package, in CI as root alone: nobody's machine is changed without a word. Whether it was brought."""
    if not os.environ.get("CI") or not shutil.which("apt-get") or os.getuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    asked = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "python3-venv"]]
    return all(subprocess.run(one, check=False, env=environment).returncode == 0 for one in asked)


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
    make_environment()
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
