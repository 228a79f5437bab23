"""A difference as rows of two columns: the older text left, the newer right. Pure."""

from collections.abc import Iterator, Sequence

from dugout.versioned_text.terms import Piece, PieceKind, Stretch


def side_by_side(pieces: Sequence[Piece]) -> tuple[Stretch, ...]:
    """The pieces as rows: a row begins where both texts begin a line, so that what belongs together stands
    beside each other. The left sides in order are the older text, the right sides the newer.
    """
    rows: list[Stretch] = []
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in _lines(pieces):
        if (before or after) and _is_whole(before, after) and (_is_same([piece]) or _is_same(before + after)):
            rows.append(Stretch(before=tuple(before), after=tuple(after)))
            before, after = [], []
        if piece.kind is not PieceKind.ADDED:
            before.append(piece)
        if piece.kind is not PieceKind.REMOVED:
            after.append(piece)
    if before or after:
        rows.append(Stretch(before=tuple(before), after=tuple(after)))
    return tuple(rows)


def _is_whole(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether what comes next stands at the beginning of a line on both sides."""
    return all(not side or side[-1].text.endswith("\n") for side in (before, after))


def _is_same(pieces: Sequence[Piece]) -> bool:
    return all(piece.kind is PieceKind.SAME for piece in pieces)


def _lines(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, what is the same cut after each run of line ends."""
    for piece in pieces:
        if piece.kind is not PieceKind.SAME:
            yield piece
            continue
        rest = piece.text
        while rest:
            end = _end_of_line(rest)
            yield Piece(PieceKind.SAME, rest[:end])
            rest = rest[end:]


def _end_of_line(text: str) -> int:
    """Where the first line, with the line ends after it, is over."""
    place = text.find("\n")
    if place < 0:
        return len(text)
    while place < len(text) and text[place] == "\n":
        place += 1
    return place
