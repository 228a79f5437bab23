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

    `of` gives their values at a moment for any number of accounts. An account that it leaves out has the columns'
    defaults. `follows` are columns of other figures that it reads: where they change, it is worked out anew.
    """

    columns: tuple[str, ...]
    of: Callable[[Collection[int], datetime], Values]
    follows: tuple[str, ...] = ()


# By column, so that none has two sources. Filled at start-up by this package and those above.
FIGURES: Registry[Figure] = Registry("figures of accounts")


def every_figure() -> list[Figure]:
    return list(dict.fromkeys(FIGURES.values()))
