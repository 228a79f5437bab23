"""What the document's templates share: the words of states, and how a form is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from dugout.accounts.terms import DecisionRole
from dugout.client_document.terms import MAY_BE_NONE
from dugout.our_company.terms import Side
from dugout.versioned_text.rules.side_by_side import side_by_side
from dugout.versioned_text.terms import Piece
from dugout.web.markdown import markdown

# The letter that stands beside a side's words; what no person wrote stands with the others.
SIDE_MARKS = {Side.SALES.value: "S", Side.ACCOUNT_MANAGEMENT.value: "A"}
# What stands under which section, beside its text.
ITEMS_OF = {
    "needs": "needs",
    "aspirations": "aspirations",
    "goals": "goals",
    "promises": "promises",
    "decision_team": "team",
}
WORDS: Mapping[str, Any] = {
    "markdown": markdown,
    "side_mark": lambda side: SIDE_MARKS.get(side, "O"),
    "side_label": lambda side: Side(side).label if side else "Dugout",
    "role_label": lambda role: DecisionRole(role).label,
    "items_of": ITEMS_OF,
    "may_be_none": MAY_BE_NONE,
}


def pieces_of(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """Pieces as the macro `diff` takes them."""
    return [(piece.kind.value, piece.text) for piece in pieces]


def rows_of(pieces: Sequence[Piece]) -> list[tuple[list[tuple[str, str]], list[tuple[str, str]], str, str]]:
    """Pieces in two columns as the macro `compare` takes them."""
    return [(pieces_of(row.before), pieces_of(row.after), "", "") for row in side_by_side(pieces)]
