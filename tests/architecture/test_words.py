"""The glossary's words: what is not to be written stands on no screen."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "dugout" / "web").rglob("*.html"))
# Words to avoid on screens (GLOSSARY.md and the design's voice). Code and API may need some of them.
AVOIDED = re.compile(
    r"\b(stakeholders?|leverag\w+|pipelines?|churn\w*|touchpoints?|customers?|oops|salesperson|reps?)\b",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_screen_uses_no_word_that_the_glossary_avoids(path: Path) -> None:
    shown = MARKUP.sub(" ", path.read_text())
    assert [found.group(0) for found in AVOIDED.finditer(shown)] == []


def test_every_word_of_the_glossary_stands_there_once() -> None:
    words = re.findall(r"^\| ([^|]+?) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    each = [word for row in words for word in row.split(", ") if row not in ("word", "---")]
    assert sorted(each) == sorted(set(each))
