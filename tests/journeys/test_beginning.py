"""The first administrator: two commands, a link, a company."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from dugout.embedded.server import start
from tests.databases import ROOT, room
from tests.journeys.conftest import new_page

pytestmark = pytest.mark.journey


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's own user may pass through, as on a machine of somebody's."""
    place = Path(tempfile.mkdtemp(prefix="dugout-first-", dir=room()))
    place.chmod(0o711)
    yield place / "data"
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """`dugout init`, then `dugout serve`: the address of the pages, and the link that init printed."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_URL", "DUGOUT_", "DJANGO_"))
    }
    environment["DUGOUT_BASE_URL"] = f"http://127.0.0.1:{port}"
    dugout = [sys.executable, "-m", "dugout.cli.main"]
    made = subprocess.run(
        [*dugout, "init", "--data", str(folder), "--json"], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    server = subprocess.Popen(
        [*dugout, "serve", "--data", str(folder), "--port", str(port)], cwd=ROOT, env=environment,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        answers(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}", json.loads(made.stdout)["link"]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def answers(address: str) -> None:
    """Waits until the server is there, a minute at most."""
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).read()
            return
        except OSError:
            assert time.monotonic() < end, "the server did not come up"


def test_the_first_administrator_comes_by_the_link_and_it_works_once(
    served: tuple[str, str], folder: Path, browser: Any, stands: Callable[..., None]
) -> None:
    address, link = served
    page = new_page(browser, address)
    page.goto(link)
    page.get_by_label("Name of the company").fill("Kestrel Freight")
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("Your email").fill("noor@kestrel.example")
    page.get_by_label("Password").fill("a short sentence")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(f"{address}/")
    page.get_by_text("Noor Haddad").first.wait_for()
    stands(page)

    second = new_page(browser, address)
    answer = second.goto(link)
    assert answer.status in {403, 404}

    with start(folder, durable=False) as server, psycopg.connect(**server.dsn_kwargs) as connection:
        assert connection.execute("select name from dugout_company").fetchall() == [("Kestrel Freight",)]
        people = connection.execute("select name, email, is_admin from dugout_person").fetchall()
        assert people == [("Noor Haddad", "noor@kestrel.example", True)]
