"""Writes dugout/migrations/0001_initial.py anew from the models. Only until the first release.

After a release a change of the models is a migration of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parent.parent / "dugout" / "migrations"
FIRST = MIGRATIONS / "0001_initial.py"
PROMISES = MIGRATIONS / "0002_promises.py"


def main() -> None:
    aside = PROMISES.with_suffix(".aside")
    old = FIRST.read_text() if FIRST.exists() else None
    PROMISES.rename(aside)
    FIRST.unlink(missing_ok=True)
    try:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dugout.config.settings"}
        subprocess.run(
            [
                sys.executable,
                "-W",
                "ignore",
                "-m",
                "django",
                "makemigrations",
                "dugout",
                "-v",
                "0",
                "--skip-checks",
                "--no-header",
            ],
            check=True,
            env=environment,
            cwd=MIGRATIONS.parent.parent,
        )
    except BaseException:
        if old is not None:
            FIRST.write_text(old)
        raise
    finally:
        aside.rename(PROMISES)
    begin_with_functions()


def begin_with_functions() -> None:
    """Generated columns need their functions before the tables."""
    text = FIRST.read_text()
    text = text.replace(
        "\nclass Migration(",
        "\nfrom dugout.migrations._sql import DROP_FUNCTIONS, FUNCTIONS\n\n\nclass Migration(",
        1,
    )
    text = text.replace(
        "    operations = [\n",
        "    operations = [\n        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),\n",
        1,
    )
    FIRST.write_text(text)


if __name__ == "__main__":
    main()
