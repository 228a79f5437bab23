"""An import in a process of its own, to be killed: `python -m tests.exchange.child FOLDER CHUNK`."""

import os
import sys
from pathlib import Path


def main(folder: Path, chunk: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django

    django.setup()
    from tests.exchange.taking import take

    # The moment at which rows begin to be written, so that the parent can choose among all of them.
    print("begins", flush=True)
    take(folder, chunk=chunk)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
