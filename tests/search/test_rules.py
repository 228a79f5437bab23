"""How what is typed is read and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.search.rules import in_order, is_nearly, marked, one_mistake, trigrams, words_of
from dugout.search.terms import FoundName
from dugout.values.texts import fold

LETTERS = st.text(alphabet="abcdeft", min_size=1, max_size=8)


def found(name: str, record_id: int = 1) -> FoundName:
    return FoundName(kind="account", record_id=record_id, name=name, key=fold(name))


def test_what_is_typed_is_folded_and_cut() -> None:
    assert words_of("  École  d'Été ") == ("ecole", "d", "ete")
    assert words_of("a b c d e f g h") == ("a", "b", "c", "d", "e", "f")
    assert words_of("x" * 5000) == ("x" * 40,)
    assert words_of("\x00 '; drop -- %_") == ("drop",)
    assert words_of("") == words_of(" \u202e ") == ()


@pytest.mark.parametrize(
    ("typed", "meant", "yes"),
    [
        ("brihgtwater", "brightwater", True),
        ("rbightwater", "brightwater", True),
        ("brigtwater", "brightwater", True),
        ("rightwater", "brightwater", True),
        ("brightwater", "brightwate", True),
        ("brightvater", "brightwater", True),
        ("brightwatre", "brightwater", True),
        ("brigthwatre", "brightwater", False),
        ("brightwater", "nightwater", False),
        ("ab", "ba", True),
        ("abc", "cba", False),
        ("", "", True),
    ],
)
def test_one_mistake_is_a_letter_missing_added_wrong_or_two_swapped(
    typed: str, meant: str, yes: bool
) -> None:
    assert one_mistake(typed, meant) is yes
    assert one_mistake(meant, typed) is yes


@given(LETTERS, LETTERS)
def test_one_mistake_is_what_the_definition_says(typed: str, meant: str) -> None:
    def mistakes(word: str) -> set[str]:
        alphabet = "abcdeft"
        made = {word}
        for n in range(len(word) + 1):
            made |= {word[:n] + letter + word[n:] for letter in alphabet}
            made |= {word[:n] + word[n + 1 :]}
            made |= {word[:n] + letter + word[n + 1 :] for letter in alphabet}
            if n + 1 < len(word):
                made |= {word[:n] + word[n + 1] + word[n] + word[n + 2 :]}
        return made

    assert one_mistake(typed, meant) is (meant in mistakes(typed))


def test_short_words_forgive_nothing() -> None:
    assert is_nearly("ana ruiz", ("ana", "riuz"))
    assert not is_nearly("ana ruiz", ("anna", "tom"))
    assert not is_nearly("tom okafor", ("tim",))
    assert is_nearly("brightwater foods", ("brihgtwater", "fo"))


def test_who_begins_as_typed_stands_before_whose_words_begin_so_and_the_shorter_first() -> None:
    names = ["Stillwater Foods", "North Water", "Waterford Crystal Company", "Water", "Waterford"]
    ordered = in_order([found(name, n) for n, name in enumerate(names)], ("water",))
    assert [one.name for one in ordered] == [
        "Water", "Waterford", "Waterford Crystal Company", "North Water", "Stillwater Foods",
    ]  # fmt: skip


def test_what_was_typed_is_marked_in_the_name() -> None:
    assert marked("Brightwater Foods", ("bri", "fo")) == [
        ("Bri", True), ("ghtwater ", False), ("Fo", True), ("ods", False),
    ]  # fmt: skip
    assert marked("Stillwater", ("wat",)) == [("Still", False), ("wat", True), ("er", False)]
    assert marked("École", ("eco",)) == [("Éco", True), ("le", False)]
    assert marked("", ("a",)) == []


@given(st.text(max_size=30), st.lists(LETTERS, max_size=3))
def test_the_pieces_are_the_name(name: str, words: list[str]) -> None:
    assert "".join(piece for piece, _ in marked(name, words)) == name


def test_trigrams_are_each_run_once() -> None:
    assert trigrams("banana") == ["ana", "ban", "nan"]
    assert trigrams("ab") == []
