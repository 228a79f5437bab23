"""The words of search: the kinds of names that are kept, and a name that was found."""

from dataclasses import dataclass

# In the order in which they are shown. Each kind has its own part of every index.
KINDS = ("account", "contact", "opportunity", "person")

# Fragments and mistakes want this many letters: below that nearly every name would do.
SHORTEST_FRAGMENT = 3
SHORTEST_WITH_A_MISTAKE = 4
# What is typed beyond this is not read.
MOST_WORDS = 6
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """One name: of which record, and its folded form, by which it is compared."""

    kind: str
    record_id: int
    name: str
    key: str
