"""`dugout token create`: a token of a named person, made by nobody, its secret printed once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from typer.testing import CliRunner

from dugout.cli.main import app
from dugout.history.models import Entry
from dugout.people.models import ApiToken, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs `dugout token create` on the suite's server, with a folder of its own for the rest."""
    monkeypatch.setattr("dugout.cli.database.default_data_folder", lambda: tmp_path)
    return lambda *words: CliRunner().invoke(app, ["token", "create", *words])


def test_a_token_is_printed_once_and_works(run: Callable[..., Any], person: Callable[[str], Person]) -> None:
    done = run("--person", "TOM@halden.example", "--scope", "read,write", "--name", "Nightly", "--json")
    assert done.exit_code == 0
    made = json.loads(done.stdout)
    assert (made["scopes"], made["token"][:4]) == (["read", "write"], "dgt_")
    token = ApiToken.objects.get()
    assert (token.person, token.name, str(token.id)) == (person("seller"), "Nightly", made["id"])
    assert made["token"] not in token.secret_hash
    entry = Entry.objects.get(kind="token_made")
    assert (entry.author_id, entry.source) == (None, "command_line")
    caller = Client(headers={"Authorization": f"Bearer {made['token']}"})
    assert caller.get("/api/v1/people").status_code == 200


def test_without_json_the_secret_stands_alone(run: Callable[..., Any]) -> None:
    done = run("--person", "tom@halden.example")
    assert done.stdout.strip().startswith("dgt_")
    assert ApiToken.objects.get().scopes == ["read"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--person", "nobody@halden.example"), "Nobody here has the email nobody@halden.example"),
        (("--person", "tom@halden.example", "--scope", "admin"), "Only an administrator"),
        (("--person", "tom@halden.example", "--scope", "everything"), "A scope is read, write or admin"),
    ],
)
def test_a_token_that_cannot_be_made_is_refused_in_words_and_in_json(
    run: Callable[..., Any], words: tuple[str, ...], says: str
) -> None:
    plain, as_json = run(*words), run(*words, "--json")
    assert plain.exit_code != 0
    assert as_json.exit_code != 0
    assert says in plain.stderr
    assert says in json.dumps(json.loads(as_json.stdout))
    assert ApiToken.objects.count() == 0
