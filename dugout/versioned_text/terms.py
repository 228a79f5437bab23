"""The words of versioned text: a revision as it is shown, and the pieces of a difference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_BODY = 100_000
LONGEST_MESSAGE = 200
# A changed stretch with more words than this on either side is shown as replaced: a comparison by words
# would take long, and nobody could read it.
MOST_WORDS_COMPARED = 3_000
MOST_PARAGRAPHS_COMPARED = 3_000


class PieceKind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both have, only the newer, or only the older."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of both texts that begins where both begin a line: the older's pieces and the newer's."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What changed from one text to another.

    Same and removed pieces in order are the older text, same and added ones the newer. `replaced` says that a
    stretch was too long to compare by words. `words_added` and `words_removed` count words.
    """

    pieces: tuple[Piece, ...]
    replaced: bool
    words_added: int
    words_removed: int

    @property
    def changed(self) -> bool:
        return any(piece.kind is not PieceKind.SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionText:
    """One revision with its body: by whom, from which department and side at that time. 0 is before the first."""

    text_id: int
    number: int
    body: str
    message: str = ""
    author_id: int | None = None
    author_name: str = ""
    author_initials: str = ""
    department_name: str = ""
    side: str = ""
    at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TagText:
    """A named state: each text's id with the number of its revision then."""

    id: int
    name: str
    at: datetime
    by_name: str
    from_name: str
    to_name: str
    numbers: Mapping[int, int]
