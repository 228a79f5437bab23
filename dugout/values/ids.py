"""Ids as the outside sees them: opaque text. Today that is the number in decimal; nobody may count on it."""

import re

LARGEST = 2**63 - 1
_NUMBER = re.compile(r"[1-9][0-9]{0,18}")


def to_public(number: int) -> str:
    """The public id of a row. ValueError for what cannot be a row's id."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} is not the id of a row.")
    return str(int(number))


def from_public(text: str) -> int | None:
    """The row's id, or None for what `to_public` never wrote (signs, blanks, leading zeros, too large).

    One spelling per id: else two addresses would name one record.
    """
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text)
    return number if number <= LARGEST else None
