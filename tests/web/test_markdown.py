"""Markdown on our pages."""

import re
import time
from pathlib import Path

import pytest

from dugout.web.markdown import markdown


def tags_of(html: str) -> set[str]:
    """What a browser reads as tags: text that only looks like one is escaped."""
    return set(re.findall(r"<[^>]*>", html))


def test_the_usual_marks_are_shown() -> None:
    html = markdown("**Two** audits\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for part in ("<strong>Two</strong>", "<li>one</li>", "<td>1</td>"):
        assert part in html


def test_headings_stand_below_those_of_the_page() -> None:
    assert markdown("# Hull") == "<h3>Hull</h3>\n"


def test_links_are_found_and_tell_nothing_to_where_they_lead() -> None:
    html = markdown("See www.example.org and [ours](https://halden.example/x)")
    assert html.count('rel="nofollow noopener noreferrer"') == 2
    assert 'href="http://www.example.org"' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        '<a href="x" style="color:red" onclick="y">z</a>',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(text: str) -> None:
    assert tags_of(markdown(text).lower()) <= {"<p>", "</p>", "<br>"}


def test_an_image_becomes_a_link_that_nobody_follows_by_looking() -> None:
    tags = tags_of(markdown("![spy](https://spy.example/pixel.png)"))
    link = '<a href="https://spy.example/pixel.png" rel="nofollow noopener noreferrer">'
    assert tags == {"<p>", "</p>", link, "</a>"}


def test_hostile_strings_are_shown_fast_and_stay_text(shared_data: Path) -> None:
    begun = time.perf_counter()
    for path in sorted((shared_data / "hostile" / "naughty-strings").rglob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            for tag in tags_of(str(markdown(line)).lower()):
                assert not re.match(r"<(script|img|iframe|svg|object|style)", tag)
                assert not re.search(r"javascript|data:|\son\w+\s*=|style\s*=", tag)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("text", ["[" * 20_000, "*" * 20_000, "> " * 5_000 + "x", "`" * 20_000, "- " * 5_000])
def test_deep_and_long_texts_take_no_long_time(text: str) -> None:
    begun = time.perf_counter()
    markdown(text)
    assert time.perf_counter() - begun < 3
