"""The glossary's words: what is not to be written stands on no screen."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "dugout" / "web").rglob("*.html"))
SOURCES = sorted((ROOT / "dugout").rglob("*.py"))
# Words to avoid on screens (GLOSSARY.md and the design's voice). Code and API may need some of them.
AVOIDED = re.compile(
    r"\b(stakeholders?|leverag\w+|pipelines?|churn\w*|touchpoints?|customers?|opportunit(y|ies)|oops|salesperson|reps?)\b",
    re.IGNORECASE,
)
# What is called with sentences or labels that a person reads.
SAYING = frozenset({"because", "because_of", "Problem", "Row", "EntryKind", "RecordKind", "say"})
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_screen_uses_no_word_that_the_glossary_avoids(path: Path) -> None:
    shown = MARKUP.sub(" ", path.read_text())
    assert [found.group(0) for found in AVOIDED.finditer(shown)] == []


def test_nor_does_what_python_says_to_a_person() -> None:
    said = [
        (path.relative_to(ROOT), text.value)
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _name_of(call.func) in SAYING
        for given in (*call.args, *(word.value for word in call.keywords if word.arg not in ("key", "field")))
        for text in ast.walk(given)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
    assert [(where, text) for where, text in said if AVOIDED.search(text) and "/" not in text] == []


def _name_of(called: ast.expr) -> str:
    return getattr(called, "attr", getattr(called, "id", ""))


def test_every_word_of_the_glossary_stands_there_once() -> None:
    words = re.findall(r"^\| ([^|]+?) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    each = [word for row in words for word in row.split(", ") if row not in ("word", "---")]
    assert sorted(each) == sorted(set(each))
