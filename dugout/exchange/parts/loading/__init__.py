"""Rows of each kind, given to the verbs of the packages that own their records."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dugout.bulk.verdicts import RowDone
from dugout.exchange.parts.loading.accounts import load_accounts
from dugout.exchange.parts.loading.opportunities import load_opportunities
from dugout.exchange.parts.loading.people import load_people
from dugout.exchange.parts.loading.products import load_products
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.terms.rows import FileKind

LOADERS: dict[FileKind, Callable[[Sequence[Any], Mapping[str, int], Scene], list[RowDone]]] = {
    FileKind.PRODUCTS: load_products,
    FileKind.TEAMS: load_people,
    FileKind.ACCOUNTS: load_accounts,
    FileKind.OPPORTUNITIES: load_opportunities,
}

__all__ = ["LOADERS", "Scene"]
