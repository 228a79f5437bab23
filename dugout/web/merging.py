"""Two people changed one record: what only one of them touched is taken over, the rest is put before the second."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What the form shows next, where both wrote (field, theirs, yours), and which fields were taken over."""

    texts: Mapping[str, str]
    clashes: tuple[tuple[str, str, str], ...]
    taken_over: tuple[str, ...]


def merge(*, was: Mapping[str, str], theirs: Mapping[str, str], yours: Mapping[str, str]) -> Merge:
    """Field by field. Without what `was` there when the form was opened, every difference is a clash.

    Nobody's text is lost: yours stays in the form where both wrote, and theirs stands beside it.
    """
    texts, clashes, taken = {}, [], []
    for name, their in theirs.items():
        opened, own = was.get(name), yours[name]
        if own == their:
            texts[name] = own
        elif own == opened:
            texts[name] = their
            taken.append(name)
        else:
            texts[name] = own
            if their != opened:
                clashes.append((name, their, own))
    return Merge(texts=texts, clashes=tuple(clashes), taken_over=tuple(taken))
