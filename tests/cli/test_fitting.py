"""A database that another Dugout made is refused by whatever opens it, in words, and is left as it was."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from typer.testing import CliRunner

from dugout.cli.main import app
from dugout.embedded.server import start
from tests.access.test_doors import COMMANDS
from tests.cli.conftest import Command
from tests.databases import ROOT
from tests.exchange.taking import small_set
from tests.unchanged import digest_of_database

OPENING = {
    "serve": ("serve", "--port", "8971"), "worker": ("worker",), "migrate": ("migrate",), "init": ("init",),
    "doctor": ("doctor",), "import": ("import", "crm", "FILES"), "snapshot": ("snapshot", "Nord Fisk"),
    "export list": ("export", "list", "accounts"),
    "token create": ("token", "create", "--person", "tom@halden.example"),
}  # fmt: skip
# Opens no database; and the demo has tests of its own below.
OTHERS = {"openapi", "demo"}
Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the suite's server, with a folder of its own for the rest."""
    small_set(tmp_path)
    monkeypatch.setattr("dugout.cli.database.default_data_folder", lambda: tmp_path / "data")
    monkeypatch.setenv("DUGOUT_BASE_URL", "http://127.0.0.1:8971")
    monkeypatch.setenv("DUGOUT_STATIC", str(tmp_path / "static"))
    return lambda *words: CliRunner().invoke(
        app, [str(tmp_path) if word == "FILES" else word for word in words]
    )


def test_every_command_is_asked() -> None:
    assert {*OPENING, *OTHERS} == set(COMMANDS)


@pytest.mark.django_db
@pytest.mark.parametrize("command", OPENING)
def test_a_database_of_another_digest_is_refused_and_stays_as_it_was(run: Run, command: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update dugout_made_of set digest = 'another'")
        # Something that could be done to it.
        cursor.execute("delete from django_migrations where app = 'dugout' and name <> '0001_initial'")
    before = digest_of_database()

    plain, as_json = run(*OPENING[command]), run(*OPENING[command], "--json")

    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    for said in (plain.stderr, json.loads(as_json.stdout)["error"]):
        assert "The database that DATABASE_URL names was made by another Dugout, older or newer" in said
        assert "Nothing was changed" in said
        assert "name an empty database there" in said
    assert digest_of_database() == before


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["drop table dugout_made_of", "delete from dugout_made_of"])
def test_tables_without_a_digest_are_an_older_dugouts(run: Run, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert "was made by an older Dugout, and does not fit" in run("doctor").stderr


@pytest.mark.django_db
def test_a_database_of_this_digest_is_opened(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select digest from dugout_made_of")
        assert cursor.fetchall() == [(import_module("dugout.migrations.0001_initial").DIGEST,)]
    assert run("doctor").exit_code == 0


def test_an_old_demo_is_put_aside_whole_and_made_anew(place: Path) -> None:
    demo = Command(place / "demo")
    with start(demo.data) as server, psycopg.connect(server.url()) as here:
        here.execute("create table dugout_company (name text)")

    refused = demo("demo", "--only-make", "--json")
    assert refused.code == 1
    assert f"{demo.data} was made by an older Dugout" in refused.value["error"]
    assert (
        f"dugout demo --again --data {demo.data}, or with make: make demo AGAIN=1" in refused.value["error"]
    )
    assert [path.name for path in place.iterdir()] == ["demo"]
    key = (demo.data / "own" / "secret_key").read_text()

    again = _demo_without_its_story(demo.data, "--again")

    (aside,) = [path for path in place.iterdir() if path.name != "demo"]
    assert again.returncode == 0, again.stderr
    assert f"The old demo lies, whole, in {aside}." in again.stderr
    assert (aside / "own" / "secret_key").read_text() == key
    assert (demo.data / "own" / "secret_key").read_text() != key
    with start(demo.data) as server, psycopg.connect(server.url()) as here:
        assert here.execute("select count(*) from dugout_made_of").fetchone() == (1,)


def _demo_without_its_story(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """`dugout demo --only-make` in a process of its own, but for the two years, which take long to tell."""
    code = "from dugout.cli.commands import demo\ndemo.make_demo = lambda *_, **__: True\ndemo.app()"
    arguments = ["demo", "--only-make", "--data", str(data), *words]
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments], cwd=ROOT, text=True, capture_output=True,
        check=False, env={"HOME": str(data.parent)}, timeout=240,
    )  # fmt: skip


def test_a_real_company_is_never_put_aside(company: Command) -> None:
    ended = company("demo", "--again", "--only-make", "--json")

    assert ended.code == 1
    assert "Nordkyl lives here, and is not a demo company." in ended.value["error"]
    assert len(company("export", "list", "opportunities", "--json").value["items"]) == 4
