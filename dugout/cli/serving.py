"""Pages and jobs: the web server and the worker, started, watched and ended together."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from dugout.cli.output import say

WEB_WORKERS = 2
THREADS = 4


def collect_static() -> None:
    """Lays the hashed static files out where the server reads them; nothing to do when they are there."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".made-of"
    made_of = _fingerprint(Path(settings.STATICFILES_DIRS[0]))
    if mark.exists() and mark.read_text() == made_of:
        return
    # The settings choose plain names as long as nothing was laid out: this is what lays it out.
    settings.STORAGES["staticfiles"]["BACKEND"] = "dugout.web.statics.HashedFiles"
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(made_of)


def _fingerprint(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return ";".join(
        f"{path.relative_to(folder)}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files
    )


def serve(*, host: str, port: int, jobs: bool) -> int:
    """Runs pages, and jobs beside them, until a signal or the end of one of the two. Returns an exit code."""
    children = [subprocess.Popen(web_command(host, port))]
    if jobs:
        children.append(subprocess.Popen([sys.executable, "-m", "dugout.cli.worker"]))

    def end(*_: object) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    say(f"Dugout is at http://{host}:{port}. Ctrl-C ends it.")
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    end()
    return max(_code(child.wait(timeout=30)) for child in children)


def _code(returned: int) -> int:
    """A child that was asked to end did well."""
    return 0 if returned in {0, -signal.SIGTERM, -signal.SIGINT} else 1


def web_command(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "dugout.config.wsgi:application",
        "--host", host, "--port", str(port), "--workers", str(WEB_WORKERS),
        "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "--backpressure", str(THREADS * 16),
    ]  # fmt: skip
