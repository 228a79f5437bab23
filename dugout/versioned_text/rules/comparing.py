"""What changed between two texts: paragraphs first, then words inside the stretches that differ. Pure.

Source of the comparison: the longest common subsequence (Hyyrö 2004, bit-parallel), by rapidfuzz's Indel.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from dugout.versioned_text.terms import (
    MOST_PARAGRAPHS_COMPARED,
    MOST_WORDS_COMPARED,
    Diff,
    Piece,
    PieceKind,
)

# Every character belongs to exactly one paragraph and one token, so that the parts add up to the text.
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
# So few equal words between two changes are joined with them: a reader follows one change, not three.
JOINED_WORDS = 2

type_of_run = tuple[list[str], list[str]]


def compare(older: str, newer: str) -> Diff:
    """The difference of two texts, by words. Milliseconds for what a section holds, whatever is in it."""
    pieces: list[Piece] = []
    replaced = False
    runs = _runs(_PARAGRAPH.findall(older), _PARAGRAPH.findall(newer), MOST_PARAGRAPHS_COMPARED)
    for same, (removed, added) in runs:
        pieces.append(Piece(PieceKind.SAME, "".join(same)))
        found, too_long = _by_words("".join(removed), "".join(added))
        pieces += found
        replaced = replaced or too_long
    together = tuple(_put_together(pieces))
    return Diff(
        pieces=together,
        replaced=replaced,
        words_added=_words(together, PieceKind.ADDED),
        words_removed=_words(together, PieceKind.REMOVED),
    )


def _by_words(older: str, newer: str) -> tuple[list[Piece], bool]:
    """The pieces of one changed stretch, and whether it was too long to compare."""
    if not older or not newer:
        return [Piece(PieceKind.REMOVED, older), Piece(PieceKind.ADDED, newer)], False
    before, after = _TOKEN.findall(older), _TOKEN.findall(newer)
    head, tail = _common_ends(before, after)
    if max(len(before), len(after)) - head - tail > 2 * MOST_WORDS_COMPARED:
        return [
            Piece(PieceKind.SAME, "".join(before[:head])),
            Piece(PieceKind.REMOVED, "".join(before[head : len(before) - tail])),
            Piece(PieceKind.ADDED, "".join(after[head : len(after) - tail])),
            Piece(PieceKind.SAME, "".join(before[len(before) - tail :])),
        ], True
    pieces: list[Piece] = []
    for same, (removed, added) in _joined(list(_runs(before, after, 2 * MOST_WORDS_COMPARED))):
        pieces.append(Piece(PieceKind.SAME, "".join(same)))
        pieces.append(Piece(PieceKind.REMOVED, "".join(removed)))
        pieces.append(Piece(PieceKind.ADDED, "".join(added)))
    return pieces, False


def _runs(before: Sequence[str], after: Sequence[str], most: int) -> Iterator[tuple[list[str], type_of_run]]:
    """What is equal, and what follows it and is not, from the beginning to the end of both.

    Where more than `most` parts lie between equal ends, all of them are one run.
    """
    head, tail = _common_ends(before, after)
    same = list(before[:head])
    removed: list[str] = []
    added: list[str] = []
    for equal, old, new in _steps(before[head : len(before) - tail], after[head : len(after) - tail], most):
        if equal:
            yield same, (removed, added)
            same, removed, added = list(old), [], []
        else:
            removed += old
            added += new
    yield same, (removed, added)
    yield list(before[len(before) - tail :]), ([], [])


def _steps(
    old: Sequence[str], new: Sequence[str], most: int
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    if max(len(old), len(new)) > most:
        yield False, old, new
        return
    for step in Indel.opcodes(*_as_numbers(old, new)):
        yield (
            step.tag == "equal",
            old[step.src_start : step.src_end],
            new[step.dest_start : step.dest_end],
        )


def _as_numbers(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """The same number for the same part. rapidfuzz compares hashes; those of small numbers cannot collide."""
    number: dict[str, int] = {}
    return (
        [number.setdefault(part, len(number)) for part in old],
        [number.setdefault(part, len(number)) for part in new],
    )


def _common_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many parts are equal at the beginning, and at the end of what is left."""
    shorter = min(len(before), len(after))
    head = 0
    while head < shorter and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def _joined(runs: list[tuple[list[str], type_of_run]]) -> Iterator[tuple[list[str], type_of_run]]:
    """The runs, with a few equal words of one line between two changes taken into the change."""
    kept: list[tuple[list[str], type_of_run]] = []
    for same, (removed, added) in runs:
        before_it = kept and any(kept[-1][1])
        if before_it and (removed or added) and _is_short(same):
            kept[-1][1][0].extend([*same, *removed])
            kept[-1][1][1].extend([*same, *added])
        else:
            kept.append((same, (list(removed), list(added))))
    yield from kept


def _is_short(tokens: Sequence[str]) -> bool:
    text = "".join(tokens)
    return "\n" not in text and len(text.split()) <= JOINED_WORDS


def _put_together(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and neighbours of one kind as one."""
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting is not None and waiting.kind is piece.kind:
            waiting = Piece(piece.kind, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _words(pieces: Sequence[Piece], kind: PieceKind) -> int:
    return sum(len(_WORD.findall(piece.text)) for piece in pieces if piece.kind is kind)
