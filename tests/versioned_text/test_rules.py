"""The difference of two texts."""

import time
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dugout.values.refused import Problem
from dugout.versioned_text.rules.comparing import compare
from dugout.versioned_text.rules.saving import check_save
from dugout.versioned_text.rules.side_by_side import side_by_side
from dugout.versioned_text.terms import Diff, Piece, PieceKind

SAME, ADDED, REMOVED = PieceKind.SAME, PieceKind.ADDED, PieceKind.REMOVED
words = st.lists(
    st.sampled_from(["need", "goal", "the", ".", " ", "  ", "\n", "\n\n", "é", "🙂", "one"]), max_size=60
)
texts = words.map("".join) | st.text(max_size=200)


def older_of(diff: Diff) -> str:
    return "".join(piece.text for piece in diff.pieces if piece.kind is not ADDED)


def newer_of(diff: Diff) -> str:
    return "".join(piece.text for piece in diff.pieces if piece.kind is not REMOVED)


def apply(diff: Diff, older: str) -> str:
    """Walks over the older text, keeps what is the same, drops what was removed, puts in what was added."""
    place, newer = 0, []
    for piece in diff.pieces:
        if piece.kind is ADDED:
            newer.append(piece.text)
            continue
        assert older[place : place + len(piece.text)] == piece.text
        if piece.kind is SAME:
            newer.append(piece.text)
        place += len(piece.text)
    assert place == len(older)
    return "".join(newer)


@given(texts, texts)
@settings(max_examples=300, deadline=None)
def test_a_difference_applied_to_the_older_gives_the_newer(older: str, newer: str) -> None:
    diff = compare(older, newer)
    assert apply(diff, older) == newer
    assert older_of(diff) == older
    assert newer_of(diff) == newer
    assert diff.changed == (older != newer)


@given(texts, texts)
@settings(max_examples=100, deadline=None)
def test_no_piece_is_empty_and_no_two_neighbours_are_of_one_kind(older: str, newer: str) -> None:
    pieces = compare(older, newer).pieces
    assert all(piece.text for piece in pieces)
    assert all(first.kind is not second.kind for first, second in pairwise(pieces))


def test_a_changed_word_is_shown_as_that_word() -> None:
    diff = compare("Cut write-offs from €310k by half a year.", "Cut write-offs from €310k to €120k a year.")
    assert diff.pieces == (
        Piece(SAME, "Cut write-offs from €310k "),
        Piece(REMOVED, "by half"),
        Piece(ADDED, "to €120k"),
        Piece(SAME, " a year."),
    )
    assert (diff.words_removed, diff.words_added) == (2, 2)


def test_two_equal_words_between_changes_are_joined_with_them_and_three_are_not() -> None:
    assert compare("red of the blue", "green of the white").pieces == (
        Piece(REMOVED, "red of the blue"),
        Piece(ADDED, "green of the white"),
    )
    assert Piece(SAME, " one of the ") in compare("red one of the blue", "green one of the white").pieces


def test_a_paragraph_that_did_not_change_is_left_alone_whatever_happens_around_it() -> None:
    diff = compare("First.\n\nSecond.\n\nThird.", "First!\n\nSecond.\n\nFourth.")
    assert any(piece.kind is SAME and "Second." in piece.text for piece in diff.pieces)


def test_equal_texts_are_one_equal_piece() -> None:
    assert compare("As it was.", "As it was.").pieces == (Piece(SAME, "As it was."),)
    assert compare("", "").pieces == ()


def test_a_long_unrelated_stretch_is_shown_as_replaced_and_at_once() -> None:
    older = " ".join(f"old{n}" for n in range(20_000))
    newer = " ".join(f"new{n}" for n in range(20_000))
    begun = time.perf_counter()
    diff = compare(older, newer)
    assert time.perf_counter() - begun < 2
    assert diff.replaced
    assert diff.pieces == (Piece(REMOVED, older), Piece(ADDED, newer))


def test_a_long_text_with_one_changed_word_is_compared_by_words() -> None:
    older = " ".join(f"word{n}" for n in range(15_000))
    diff = compare(older, older.replace("word7000 ", "other "))
    assert not diff.replaced
    assert (diff.words_removed, diff.words_added) == (1, 1)


def test_many_short_lines_take_no_long_time() -> None:
    older, newer = (
        "\n".join("a" * (n % 7) + str(n) for n in range(20_000)),
        "\n".join(map(str, range(20_000))),
    )
    begun = time.perf_counter()
    assert newer_of(compare(older, newer)) == newer
    assert time.perf_counter() - begun < 3


def test_hostile_strings_are_compared_fast_and_wholly(shared_data: Path) -> None:
    folder = shared_data / "hostile" / "naughty-strings"
    lines = [
        line
        for path in sorted(folder.rglob("*.txt"))
        for line in path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    ]
    assert len(lines) > 400
    begun = time.perf_counter()
    for first, second in pairwise(lines):
        diff = compare(first, second)
        assert (older_of(diff), newer_of(diff)) == (first, second)
    whole = "\n".join(lines)
    assert newer_of(compare(whole, "\n".join(reversed(lines)))) == "\n".join(reversed(lines))
    assert time.perf_counter() - begun < 5


@given(texts, texts)
@settings(max_examples=300, deadline=None)
def test_side_by_side_the_left_is_the_older_text_and_the_right_the_newer(older: str, newer: str) -> None:
    rows = side_by_side(compare(older, newer).pieces)
    assert "".join(piece.text for row in rows for piece in row.before) == older
    assert "".join(piece.text for row in rows for piece in row.after) == newer
    assert all(row.before or row.after for row in rows)
    assert all(piece.kind is not ADDED for row in rows for piece in row.before)
    assert all(piece.kind is not REMOVED for row in rows for piece in row.after)


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_side_by_side_a_row_begins_where_both_texts_begin_a_line(older: str, newer: str) -> None:
    rows = side_by_side(compare(older, newer).pieces)
    before = after = ""
    for row in rows:
        assert before == "" or before.endswith("\n")
        assert after == "" or after.endswith("\n")
        before += "".join(piece.text for piece in row.before)
        after += "".join(piece.text for piece in row.after)


def test_side_by_side_a_new_paragraph_stands_alone_and_a_changed_one_beside_what_it_was() -> None:
    older, newer = "First.\n\nSecond.\n\nFourth.", "First.\n\n2nd.\n\nThird.\n\nFourth."
    rows = [
        ("".join(piece.text for piece in row.before), "".join(piece.text for piece in row.after))
        for row in side_by_side(compare(older, newer).pieces)
    ]
    assert rows == [
        ("First.\n\n", "First.\n\n"),
        ("Second.\n\n", "2nd.\n\nThird.\n\n"),
        ("Fourth.", "Fourth."),
    ]


def test_a_body_that_cannot_be_kept_is_a_problem_of_its_field() -> None:
    body, message, problems = check_save(body="a\x00b", message="x" * 201)
    assert (body, message) == ("", "")
    assert [problem.field for problem in problems] == ["body", "message"]
    assert all(isinstance(problem, Problem) and problem.remedy for problem in problems)
