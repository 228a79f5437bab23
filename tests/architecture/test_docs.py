"""What a stranger reads is true: variables, commands and links that the docs name are there, and none is missing."""

import re
from pathlib import Path

import pytest

from dugout.api.v1 import api
from dugout.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
VARIABLE = re.compile(r"""(?:environ(?:\.get\(|\.setdefault\(|\[)|env_flag\()\s*"([A-Z_]+)\"""")


def test_every_variable_that_is_read_is_explained_in_running() -> None:
    read = {name for path in ROOT.glob("dugout/**/*.py") for name in VARIABLE.findall(path.read_text())} - {
        "DJANGO_SETTINGS_MODULE",
        "CI",
    }
    explained = set(
        re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "running.md").read_text(), re.MULTILINE)
    )
    assert read == explained


def test_every_command_is_named_in_running() -> None:
    named = set(re.findall(r"`([a-z]+)[ `]", (ROOT / "docs" / "running.md").read_text()))
    commands = {
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    }
    groups = {str(group.name) for group in app.registered_groups}
    assert (commands | groups) - named == set()


def test_every_resource_is_in_the_glossary_and_every_verb_in_the_docs_of_the_api() -> None:
    words = set(re.findall(r"`([a-z-]+)`", (ROOT / "GLOSSARY.md").read_text()))
    told = (ROOT / "docs" / "api.md").read_text()
    paths = [path.split("/")[3:] for path in api.get_openapi_schema()["paths"]]
    assert {path[0] for path in paths} - words == set()
    acts = {path[-1] for path in paths if len(path) > 1 and not path[-1].startswith("{")}
    assert [verb for verb in sorted(acts) if not re.search(rf"\b{verb}\b", told)] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []
