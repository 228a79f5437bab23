"""An import that is killed at any moment and started again loses nothing, doubles nothing, and says the same."""

import csv
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from dugout.config.settings import database_from_url
from dugout.exchange.models import ImportRun
from dugout.exchange.parts.runs import IMPORT_LOCK
from tests.databases import ROOT, make_database, template_name
from tests.exchange.contents import contents

CHUNK = 40
SALES = 400


@pytest.fixture
def folder(crm: Path, tmp_path: Path) -> Path:
    """The set with its first sales, its accounts turned round so that children come before parents, and mistakes."""
    for name in ("products.csv", "sales_teams.csv", "accounts.csv", "sales_pipeline.csv"):
        with (crm / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        if name == "accounts.csv":
            rows = [*reversed(rows), ["Astray", "", "", "", "", "", "Nowhere"]]
        if name == "sales_pipeline.csv":
            rows = rows[:SALES]
            rows[7][1], rows[300][6] = "Nobody Known", "2/30/2017"
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows])
    return tmp_path


@pytest.fixture
def fresh(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[str], str]]:
    """Databases with the cast and nothing else, as URLs."""
    server = os.environ["DUGOUT_TEST_SERVER_HERE"]
    head, _, query = server.partition("?")
    made: list[str] = []

    def make(name: str) -> str:
        full = f"{os.environ['DUGOUT_TEST_DATABASE']}_{name}"
        make_database(server, full, template=template_name())
        made.append(full)
        return f"{head.rsplit('/', 1)[0]}/{full}{'?' + query if query else ''}"

    with django_db_blocker.unblock():
        yield make
        import psycopg

        with psycopg.connect(server, autocommit=True) as admin:
            for name in made:
                admin.execute(f'drop database if exists "{name}" with (force)')


@contextmanager
def looking_at(url: str) -> Iterator[None]:
    """The test's own connection, on another database for a while."""
    before = connections.settings["default"].copy()
    connection.close()
    connections["default"].settings_dict.update(database_from_url(url))
    try:
        yield
    finally:
        connection.close()
        connections["default"].settings_dict.update(before)


def begin(url: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.exchange.child", str(folder), str(CHUNK)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, env={**os.environ, "DATABASE_URL": url},
    )  # fmt: skip


def to_the_end(url: str, folder: Path) -> int:
    """How many chunks it told of."""
    with begin(url, folder) as child:
        told = len(list(child.stdout or ()))
    assert child.returncode == 0
    return told


def cut_off(url: str, folder: Path, chunks: int, seconds: float) -> bool:
    """Kills it a moment after it told of so many chunks; whether its run was cut off.

    A process that is killed between the end of its run and its own has cut off nothing: another import of these
    files would be a second run.
    """
    with begin(url, folder) as child:
        for _, _ in zip(range(chunks), child.stdout or (), strict=False):
            pass
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
    assert child.returncode in (0, -signal.SIGKILL)
    with looking_at(url), connection.cursor() as cursor:
        # Held until the server noticed the death, and what was under way there came to its end or went.
        cursor.execute("select pg_advisory_lock(%s, hashtext('crm'))", [IMPORT_LOCK])
        return not ImportRun.objects.filter(ended_at__isnull=False).exists()


def problem_file(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def compare(fresh: Callable[[str], str], folder: Path, *, rounds: int, seed: int) -> None:
    undisturbed = fresh("undisturbed")
    chunks = to_the_end(undisturbed, folder)
    with looking_at(undisturbed):
        wanted = contents(own_record=True)
    files = {name: problem_file(folder, f"{name}.problems.csv") for name in ("accounts", "sales_pipeline")}
    assert len(wanted["opportunities"]) == SALES - 2
    dice = random.Random(seed)
    cuts = 0
    for number in range(rounds):
        url = fresh("killed")
        kills = 0
        wanted_kills = 1 + dice.randrange(3)
        while kills < wanted_kills and cut_off(url, folder, dice.randrange(chunks), dice.uniform(0, 0.1)):
            kills += 1
        if kills == wanted_kills:
            to_the_end(url, folder)
        cuts += kills
        with looking_at(url):
            found = contents(own_record=True)
        for name, rows in wanted.items():
            assert found[name] == rows, (number, name)
        for name, text in files.items():
            assert problem_file(folder, f"{name}.problems.csv") == text
    assert cuts > rounds // 2


def test_killed_at_random_moments_it_ends_as_if_undisturbed(
    fresh: Callable[[str], str], folder: Path
) -> None:
    compare(fresh, folder, rounds=3, seed=20260304)


@pytest.mark.nightly
@pytest.mark.timeout(3600)
def test_killed_at_a_hundred_random_moments_it_ends_as_if_undisturbed(
    fresh: Callable[[str], str], folder: Path
) -> None:
    compare(fresh, folder, rounds=100, seed=random.SystemRandom().randrange(10**9))
