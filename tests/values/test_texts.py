"""Texts: folding for search, and what is kept of hostile input."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.values.refused import Problem
from dugout.values.texts import clean_line, clean_text, fold

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"
NAUGHTY = SHARED_DATA / "hostile" / "naughty-strings" / "blns.json"

anything = st.text(st.characters(codec=None), max_size=40)


def naughty_strings() -> list[str]:
    if not NAUGHTY.exists():
        pytest.skip(f"The shared data is not beside this checkout: {NAUGHTY} is absent.")
    return list(json.loads(NAUGHTY.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("École d'Été", "ecole d ete"),
        ("ECOLE  D ETE", "ecole d ete"),
        ("E\u0301cole", "ecole"),
        ("ＡＣＭＥ Ltd.", "acme ltd"),
        ("Ångström & Söhne", "angstrom sohne"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ﬁne", "fine"),
        ("Ⅻ", "xii"),
        ("شركة", "شركة"),
        ("東京 タワー", "東京 タワー"),
        ("a_b-c/d", "a b c d"),
        ("-- !", ""),
        ("٣", ""),
        ("\u1c89", "\u1c8a"),
        ("\U0001ccd6cme", "acme"),
    ],
)
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(anything)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
    assert once == once.strip()


@given(st.text(st.characters(max_codepoint=127)))
def test_the_short_way_for_ascii_is_the_long_way(text: str) -> None:
    assert fold(text) == fold(text + " É").removesuffix("e").rstrip()


def test_naughty_strings_are_kept_or_refused_with_a_reason() -> None:
    for text in naughty_strings():
        for clean in (clean_line, clean_text):
            cleaned = clean(text, 100_000, field="name")
            if isinstance(cleaned, Problem):
                assert cleaned.field == "name"
                assert cleaned.what
                assert cleaned.remedy
            else:
                assert clean(cleaned, 100_000) == cleaned
                assert fold(fold(cleaned)) == fold(cleaned)


@given(anything, st.integers(1, 30))
def test_what_is_kept_is_clean_already_storable_and_within_the_limit(text: str, limit: int) -> None:
    for clean in (clean_line, clean_text):
        cleaned = clean(text, limit)
        if isinstance(cleaned, str):
            assert clean(cleaned, limit) == cleaned
            assert len(cleaned) <= limit
            assert not set(cleaned) & set("\x00\r\u202e\u2066\ufeff")
            cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Acme Ltd. \r\n", "Acme Ltd."),
        ("doc\u202eexe.cod\u202c", "docexe.cod"),
        ("\u2067Acme\u2069", "Acme"),
        ("\ufeffAcme", "Acme"),
        ("שלום", "שלום"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("e\u0301", "e\u0301"),
        ("<script>", "<script>"),
        ("\u200b \u3164\u2800", ""),
        ("", ""),
    ],
)
def test_a_line_is_kept(text: str, kept: str) -> None:
    assert clean_line(text, 50) == kept


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "a\x1bb",
        "\x0b",
        "a\x7f",
        "a\x9fb",
        "\ud800",
        "a\nb",
        "a\tb",
        "a\r\nb",
        "a\u2028b",
        "a\x85b",
        "a\uffff",
    ],
)
def test_a_line_is_refused(text: str) -> None:
    problem = clean_line(text, 50, field="name")
    assert isinstance(problem, Problem)
    assert problem.field == "name"


def test_a_text_keeps_tabs_and_has_one_kind_of_line_end() -> None:
    assert clean_text("\n a\r\n\tb\rc\u2028d\x85e \n", 50) == "a\n\tb\nc\nd\ne"
    assert isinstance(clean_text("a\x00", 50), Problem)


def test_a_text_too_long_is_told_the_limit() -> None:
    assert clean_line("é" * 1_200, 1_200) == "é" * 1_200
    assert clean_line("é" * 1_201, 1_200, field="name") == Problem(
        "name", "This has 1,201 characters; 1,200 is the most.", "Shorten it by 1."
    )
