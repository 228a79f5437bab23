"""How what is typed is read, and how names are compared with it. Pure."""

import re
from collections.abc import Iterable, Sequence

from dugout.search.terms import (
    LONGEST_WORD,
    MOST_WORDS,
    SHORTEST_FRAGMENT,
    SHORTEST_WITH_A_MISTAKE,
    FoundName,
)
from dugout.values.texts import fold

# A word has rarely more letters; a longer one forgives a mistake among these.
MOST_LEFT_OUT = 24
_WORD = re.compile(r"\w+")


def words_of(typed: str) -> tuple[str, ...]:
    """The folded words of what was typed: at most six, each of at most forty letters."""
    return tuple(word[:LONGEST_WORD] for word in fold(typed[:1000]).split()[:MOST_WORDS])


def beginnings(words: Iterable[str]) -> str:
    """A text query for names in which each of these words is the beginning of a word. Words are folded."""
    return " & ".join(f"'{word}':*" for word in words)


def any_of(groups: Iterable[Iterable[str]]) -> str:
    """A text query for names that hold a word of each group."""
    return " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)


def trigrams(word: str) -> list[str]:
    """The runs of three letters in a word, as the database keeps them of each word."""
    return sorted({word[at : at + SHORTEST_FRAGMENT] for at in range(len(word) - SHORTEST_FRAGMENT + 1)})


def forms_of(name: str) -> list[str]:
    """Each word of a name, and each longer one with a letter left out: so words meet that differ by one mistake."""
    forms: set[str] = set()
    for word in fold(name).split():
        forms.add(word)
        if len(word) >= SHORTEST_WITH_A_MISTAKE:
            forms.update(word[:at] + word[at + 1 :] for at in range(min(len(word), MOST_LEFT_OUT)))
    return sorted(forms)


def in_order(found: Iterable[FoundName], words: Sequence[str]) -> list[FoundName]:
    """Who begins as typed stands first, then whose words begin so, then the shorter name; ties by name and id."""
    whole = " ".join(words)

    def place(one: FoundName) -> tuple[bool, bool, int, str, int]:
        begins = one.key.startswith(whole)
        words_begin = all(any(part.startswith(word) for part in one.key.split()) for word in words)
        return not begins, not words_begin, len(one.key), one.key, one.record_id

    return sorted(found, key=place)


def is_nearly(key: str, words: Iterable[str]) -> bool:
    """Whether each word begins a word of a name, or is one but for a single typing mistake."""
    parts = key.split()
    return all(
        any(
            part.startswith(word) or (len(word) >= SHORTEST_WITH_A_MISTAKE and one_mistake(word, part))
            for part in parts
        )
        for word in words
    )


def one_mistake(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too much or wrong, or two neighbours are swapped. Equal words: yes too."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    at = next(
        (n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant))
    )
    rest, other = typed[at:], meant[at:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (len(rest) > 1 and rest[1::-1] == other[:2] and rest[2:] == other[2:])
    )


def marked(name: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """A name in pieces, each with whether it is what was typed.

    A word is left whole whose folding changes its length: nobody could say which letter is which.
    """
    pieces: list[tuple[str, bool]] = []
    done = 0
    for found in _WORD.finditer(name):
        span = _hit(found[0], words)
        if span is not None:
            first, last = found.start() + span[0], found.start() + span[1]
            pieces += [(name[done:first], False), (name[first:last], True)]
            done = last
    return [piece for piece in (*pieces, (name[done:], False)) if piece[0]]


def _hit(word: str, typed: Sequence[str]) -> tuple[int, int] | None:
    folded = fold(word)
    if len(folded) != len(word):
        return None
    for one in typed:
        if folded.startswith(one):
            return 0, len(one)
    for one in typed:
        at = folded.find(one) if len(one) >= SHORTEST_FRAGMENT else -1
        if at >= 0:
            return at, at + len(one)
    return None
