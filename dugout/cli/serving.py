"""Pages and jobs: the web server and the worker, started, watched and ended together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dugout.cli.output import say, stop

WEB_WORKERS = 2
THREADS = 4
# A worker's threads share two arenas of the C library: with one for each, a worker holds 7 MiB more that nobody uses.
MEMORY = {"MALLOC_ARENA_MAX": "2"}
LONGEST_END = 30
STANDARD_ERROR = 2


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


def refuse_taken_port(host: str, port: int, *, as_json: bool = False) -> None:
    """Ends the command where somebody listens on the port already.

    The web server would share the port with another of its kind, and a visitor would see now this company, now that.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as one:
        # As the web server does it: a port whose last connections are just closing is free.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                stop(
                    f"Something listens on port {port} already. End it, or choose another: --port {port + 1}.",
                    as_json=as_json,
                )
            stop(
                f"{host} port {port} cannot be listened on: {error.strerror}. Choose another --host or --port.",
                as_json=as_json,
            )


def address_of(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(*, host: str, port: int, jobs: bool, ready: Callable[[], None] = lambda: None) -> int:
    """Runs pages, and jobs beside them, until a signal or the end of one of the two. Returns an exit code.

    `ready` is called once the pages can be asked for.
    """
    # In groups of their own: Ctrl-C reaches only us, and a child can be killed with all that it started.
    # What they print goes to standard error: standard output holds the result of the command alone.
    pages = web_command(host, port)
    children = [subprocess.Popen(pages, env=MEMORY | os.environ, process_group=0, stdout=STANDARD_ERROR)]
    if jobs:
        worker = [sys.executable, "-m", "dugout.cli.worker"]
        children.append(subprocess.Popen(worker, process_group=0, stdout=STANDARD_ERROR))

    def end(*_: object) -> None:
        for child in children:
            if child.poll() is None:
                child.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    told = False
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
        if not told and _listens(host, port):
            say(f"Dugout is at {address_of(host, port)}. Ctrl-C ends it.")
            ready()
            told = True
    end()
    return max([_code(_wait_for(child)) for child in children])


def _listens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait_for(child: "subprocess.Popen[bytes]") -> int:
    """The child's end; one that does not end in time is killed with everything that it started."""
    try:
        return child.wait(timeout=LONGEST_END)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        return child.wait()


def _code(returned: int) -> int:
    """A child that we asked to end counts as having succeeded."""
    return 0 if returned in {0, -signal.SIGTERM, -signal.SIGINT} else 1


def web_command(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "dugout.config.wsgi:application",
        "--host", host, "--port", str(port), "--workers", str(WEB_WORKERS),
        "--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning",
        "--backpressure", str(THREADS * 16),
    ]  # fmt: skip
