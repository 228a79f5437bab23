"""Writes dugout/migrations/0001_initial.py anew from the models, with the digest by which databases of it are known.

Only until the first release. After it a change of the models is a migration of its own, and the digest stays.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parent.parent / "dugout" / "migrations"
FIRST = MIGRATIONS / "0001_initial.py"
PROMISES = MIGRATIONS / "0002_promises.py"
DIGEST = re.compile(r"^DIGEST = .*$", re.MULTILINE)


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
    begin_with_sql()
    FIRST.write_text(DIGEST.sub(f'DIGEST = "{digest_of_files()}"', FIRST.read_text()))


def begin_with_sql() -> None:
    """The database keeps the digest, and generated columns need their functions before the tables."""
    text = FIRST.read_text()
    text = text.replace(
        "\nclass Migration(",
        "\nfrom dugout.migrations._sql import DROP_FUNCTIONS, DROP_MADE_OF, FUNCTIONS, MADE_OF\n\n"
        'DIGEST = ""\n\n\nclass Migration(',
        1,
    )
    text = text.replace(
        "    operations = [\n",
        "    operations = [\n"
        "        migrations.RunSQL(MADE_OF.format(DIGEST), DROP_MADE_OF),\n"
        "        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),\n",
        1,
    )
    FIRST.write_text(text)


def digest_of_files() -> str:
    """Of all that is made anew until the first release, whatever ends its lines; without the digest itself."""
    files = [FIRST, PROMISES, *sorted(MIGRATIONS.glob("_[a-z]*.py"))]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return hashlib.sha256(DIGEST.sub("", text).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
