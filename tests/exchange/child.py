"""An import in a process of its own, to be killed: `python -m tests.exchange.child FOLDER CHUNK`."""

import os
import sys
from pathlib import Path


def main(folder: Path, chunk: int) -> None:
    """Tells of each chunk once it is committed, so that the parent knows how far it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django

    django.setup()
    from tests.exchange.taking import take

    take(folder, chunk=chunk, tell=lambda sentence: print(sentence, flush=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
