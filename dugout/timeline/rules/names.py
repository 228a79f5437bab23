"""Whom a sentence names: contacts by name, our people by `@` and the beginning of a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dugout.timeline.terms import Named, Unclear
from dugout.values.texts import fold

_AT = re.compile(r"(?<![\w.])@([\w'’.-]*\w)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# After these words a name may be written in small letters: "spoke with ana".
_LEADS_TO_A_NAME = frozenset({
    "with", "to", "from", "for", "by", "and",
    "called", "phoned", "rang", "met", "saw", "visited", "emailed", "mailed", "told", "asked",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundNames:
    """Who is named for sure, and which words name several or nobody."""

    sure: tuple[Named, ...]
    unclear: tuple[Unclear, ...]


def without_mentions(text: str) -> str:
    """The text with blanks where mentions stand: a mentioned colleague is not a contact."""
    return _AT.sub(lambda found: " " * len(found[0]), text)


def find_mentions(text: str, people: Sequence[Named]) -> FoundNames:
    """Our people who are mentioned: `@Sam`, `@Sam.Adeyemi`, `@Adeyemi`, by the beginning of the name.

    A first name goes before a family name. Several that fit, or none, are given as unclear.
    """
    sure: dict[int, Named] = {}
    unclear: dict[str, Unclear] = {}
    for word in dict.fromkeys(_AT.findall(text)):
        fitting = _beginning_with(fold(word), people)
        if len(fitting) == 1:
            sure.setdefault(fitting[0].id, fitting[0])
        else:
            unclear.setdefault(word, Unclear(word=word, choices=tuple(fitting[:10])))
    return FoundNames(tuple(sure.values()), tuple(unclear.values()))


def _beginning_with(beginning: str, people: Sequence[Named]) -> list[Named]:
    if not beginning:
        return []
    for fits in (_is_whole, _is_first_name, _begins, _is_later_name):
        fitting = [one for one in people if fits(fold(one.name), beginning)]
        if fitting:
            return fitting
    return []


def _is_whole(name: str, beginning: str) -> bool:
    return name == beginning


def _is_first_name(name: str, beginning: str) -> bool:
    return name.startswith(f"{beginning} ")


def _begins(name: str, beginning: str) -> bool:
    return name.startswith(beginning)


def _is_later_name(name: str, beginning: str) -> bool:
    return any(word.startswith(beginning) for word in name.split()[1:])


def find_contacts(text: str, contacts: Sequence[Named]) -> FoundNames:
    """The account's contacts whom a sentence names, whole or by one of their names, in order of appearance.

    One name counts where it is written with a capital, or in small letters after a word such as `with`:
    else every "will" would be a Will. A name of several contacts is unclear, unless one of them is named
    whole.
    """
    words = _words_of(without_mentions(text))
    unclear: dict[str, Unclear] = {}
    taken: set[int] = set()
    sure = dict(_named_whole(words, contacts, taken))
    named = {one.id for one in sure.values()}
    for place, (word, folded, counts) in enumerate(words):
        if place in taken or not counts:
            continue
        fitting = [one for one in contacts if folded in fold(one.name).split()]
        if any(one.id in named for one in fitting):
            continue
        if len(fitting) == 1:
            sure[place] = fitting[0]
            named.add(fitting[0].id)
        elif fitting:
            unclear.setdefault(folded, Unclear(word=word, choices=tuple(fitting[:10])))
    return FoundNames(tuple(sure[place] for place in sorted(sure)), tuple(unclear.values()))


def _words_of(text: str) -> list[tuple[str, str, bool]]:
    """Each word, folded, and whether it may be somebody's only name. A possessive 's is not part of it."""
    words: list[tuple[str, str, bool]] = []
    before = ""
    for found in _WORD.finditer(text):
        word = re.sub(r"['’]s$", "", found[0])
        folded = fold(word)
        has_case = word.lower() != word.upper()
        words.append((word, folded, word[:1].isupper() or not has_case or before in _LEADS_TO_A_NAME))
        before = folded
    return words


def _named_whole(
    words: Sequence[tuple[str, str, bool]], contacts: Sequence[Named], taken: set[int]
) -> list[tuple[int, Named]]:
    found: list[tuple[int, Named]] = []
    folded = [word[1] for word in words]
    for one in contacts:
        names = fold(one.name).split()
        if len(names) < 2:
            continue
        for place in range(len(folded) - len(names) + 1):
            if folded[place : place + len(names)] == names and place not in taken:
                found.append((place, one))
                taken.update(range(place, place + len(names)))
                break
    return found
