"""`dugout snapshot`: one JSON value, or lines for a person; by id or by name."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.cli.main import app
from dugout.history.terms import Author
from tests.overview.scene import client

pytestmark = pytest.mark.django_db


@pytest.fixture
def dugout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line, at the suite's database."""
    monkeypatch.setattr("dugout.cli.database.default_data_folder", lambda: tmp_path)
    return lambda *words: CliRunner().invoke(app, list(words))


def test_json_is_one_value_and_the_apis(
    dugout: Callable[..., Result],
    person: Callable[[str], Any],
    author: Callable[[str], Author],
    at: dt.datetime,
) -> None:
    made = client(person, author, at)
    run = dugout("snapshot", "aurelia biobank", "--json")
    found = json.loads(run.stdout)
    assert run.exit_code == 0
    assert found["account"] == {"id": str(made.account.id), "name": "Aurelia Biobank"}
    assert (found["stage"], found["arr"]) == ("client", {"minor": 676_800, "currency": "EUR"})
    assert (
        json.loads(dugout("snapshot", str(made.account.id), "--json").stdout)["account"] == found["account"]
    )


def test_a_person_reads_sentences(
    dugout: Callable[..., Result],
    person: Callable[[str], Any],
    author: Callable[[str], Author],
    at: dt.datetime,
) -> None:
    client(person, author, at)
    said = dugout("snapshot", "Aurelia Biobank").stdout.splitlines()
    assert said[0] == "Aurelia Biobank: client, growth. Owned by Ines Duarte."
    assert said[1] == "ARR €6,768, renews on 2029-03-04."
    assert "Signal: installation trouble, serious, nobody has it: Probe 0 will not pair." in said
    assert "Promise: Spare probe 0, by Ines Duarte, 2026-03-04." in said
    assert "Hand-off: accepted, from Tom Okafor to Account Management." in said


def test_what_nobody_knows_yet_is_said(
    dugout: Callable[..., Result], author: Callable[[str], Author], at: dt.datetime
) -> None:
    add_account(values=AccountValues(name="Halden"), owner_id=None, by=author("admin"), at=at)
    said = dugout("snapshot", "Halden").stdout.splitlines()
    assert said[:3] == [
        "Halden: prospect, selling. Owned by nobody.",
        "ARR €0, no date of renewal.",
        "Last contact never, last proper conversation never.",
    ]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_no_such_account_ends_with_1_and_says_why(
    dugout: Callable[..., Result], more: tuple[str, ...]
) -> None:
    run = dugout("snapshot", "Nowhere", *more)
    assert run.exit_code == 1
    assert "There is no account Nowhere." in run.output
    if more:
        assert json.loads(run.stdout) == {
            "error": "There is no account Nowhere. Give its id, or its exact name."
        }
