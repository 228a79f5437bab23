"""In which orders accounts are listed. Pure."""

from dugout.accounts.terms import AccountSort
from dugout.values.refused import Refused

# What a column shows first: the largest, the nearest, the newest, the worst; names from A.
DESCENDING_FIRST = frozenset(AccountSort) - {AccountSort.NAME, AccountSort.RENEWAL}
USUAL = f"-{AccountSort.ARR.value}"


def read_sort(text: str) -> tuple[AccountSort, bool]:
    """The column of a sort such as `name` or `-arr`, and whether it goes down. Refused for another."""
    name = text.removeprefix("-")
    if name not in tuple(AccountSort):
        raise Refused.because(
            f"Accounts are not sorted by “{name[:40]}”.",
            f"Choose one of {', '.join(AccountSort)}, with - in front for the largest first.",
            "sort",
        )
    return AccountSort(name), text.startswith("-")


def sort_text(sort: AccountSort, *, descending: bool) -> str:
    return f"-{sort.value}" if descending else sort.value
