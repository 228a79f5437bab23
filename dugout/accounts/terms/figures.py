"""The figures of accounts: which columns there are, and who says what they hold."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dugout.values.registry import Registry

Values = Mapping[int, Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Columns of `AccountFigures` that are worked out together, by the package that knows what they hold.

    `of` gives their values at a moment for any number of accounts. An account that it leaves out gets the columns'
    defaults. It reads the columns of other figures named in `follows`, and is worked out again when they change.
    """

    columns: tuple[str, ...]
    of: Callable[[Collection[int], datetime], Values]
    follows: tuple[str, ...] = ()


# By column, so that no column has two sources. This package and those above fill it at start-up.
FIGURES: Registry[Figure] = Registry("figures of accounts")


def every_figure() -> list[Figure]:
    return list(dict.fromkeys(FIGURES.values()))
