"""Names by what somebody types: candidates are cut before they are ordered, so that common syllables cost no more."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection

from dugout.search.rules import any_of, beginnings, forms_of, in_order, is_nearly, trigrams, words_of
from dugout.search.terms import KINDS, SHORTEST_FRAGMENT, SHORTEST_WITH_A_MISTAKE, FoundName

# So many matches of each kind are ordered: the first that are found. To order all is what costs.
CANDIDATES = 200
# So many words that hold a fragment are followed to their names: of the first found, the closest in length. With more,
# the database takes their names for so many that it reads through all rather than go by the index of words.
FRAGMENT_CANDIDATES, FRAGMENT_WORDS = 1_000, 8
# Names with a mistake are compared here, letter by letter.
NEAR = 40

# As the index writes it.
WORDS = "to_tsvector('simple'::regconfig, coalesce(key, ''))"
BEGINS = "key >= %(whole)s and key < %(after)s order by key"
HOLDS = WORDS + " @@ %(query)s::tsquery"

# Kinds are words of ours, never of who asks; as constants they choose the kind's own part of an index.
ROWS = "select kind, record_id, name, key from dugout_searchname where kind = '{kind}' and {condition}"
# A beginning is one range of an ordered index, which is left as soon as enough names are found. Words inside a name
# are found by the index of words, and at most `cut` of the names that share one are read. With a limit the database
# prefers to read through all names, two million of them, in the hope of meeting enough soon. The two conditions of
# FIRST_FOUND are always true; the database takes them for rare, gives up that hope, and uses the index.
FIRST_IN_ORDER = f"{ROWS} limit {{cut}}"
FIRST_FOUND = f"{ROWS} and key || '' = key and name || '' = name limit {{cut}}"
OF_KIND = """(
select kind, record_id, name, key from (
  {first}
) first_found order by {order}, key, record_id limit {most})"""

type_of_found = dict[str, list[FoundName]]


def find_names(typed: str, *, kinds: Collection[str] = KINDS, most: int = 8) -> type_of_found:
    """Names by kind, at most so many of each, the best first.

    By the beginning of the name or of any word; where that finds fewer than `most` in all, by a fragment of three
    letters or more; where that finds nothing, with one typing mistake. Each of these goes by an index.
    """
    words = words_of(typed)
    if not words:
        return {}
    found = _beginning(words, kinds, most)
    if sum(len(rows) for rows in found.values()) < most:
        _add(found, _by_fragments(words, kinds, most))
    if not found:
        found = _with_a_mistake(words, kinds)
    return {kind: in_order(found[kind], words)[:most] for kind in KINDS if kind in found}


def _beginning(words: tuple[str, ...], kinds: Collection[str], most: int) -> type_of_found:
    """Names that begin as typed; and those of which each typed word begins a word, if one is long enough to ask."""
    whole = " ".join(words)
    # Every letter is below the last code point, so this range is all that begins so.
    values: dict[str, Any] = {"whole": whole, "after": whole + "\U0010ffff"}
    long = [word for word in words if len(word) >= SHORTEST_FRAGMENT]
    if not long:
        return _of_each(kinds, (BEGINS,), values, most=most)
    short = {f"short_{n}": f"% {word}%" for n, word in enumerate(words) if word not in long}
    also = "".join(f" and ' ' || key like %({name})s" for name in short)
    return _of_each(kinds, (BEGINS, HOLDS + also), {**values, "query": beginnings(long), **short}, most=most)


def _by_fragments(words: tuple[str, ...], kinds: Collection[str], most: int) -> type_of_found:
    if any(len(word) < SHORTEST_FRAGMENT for word in words):
        return {}
    groups = _words_with(words)
    return _of_each(kinds, (HOLDS,), {"query": any_of(groups)}, most=most) if all(groups) else {}


def _words_with(fragments: Iterable[str]) -> list[list[str]]:
    """For each fragment the words that hold it, the shortest first: of them it is the largest part."""
    parts: list[str] = []
    values: dict[str, Any] = {}
    for n, fragment in enumerate(fragments):
        values |= {f"grams_{n}": trigrams(fragment), f"like_{n}": f"%{fragment}%"}
        parts.append(
            f"(select {n}, word from (select word from dugout_searchword where grams @> %(grams_{n})s "
            f"and word like %(like_{n})s limit {FRAGMENT_CANDIDATES}) first_found "
            f"order by length(word), word limit {FRAGMENT_WORDS})"
        )
    groups: list[list[str]] = [[] for _ in parts]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        for n, word in cursor.fetchall():
            groups[n].append(word)
    return groups


def _with_a_mistake(words: tuple[str, ...], kinds: Collection[str]) -> type_of_found:
    long = [word for word in words if len(word) >= SHORTEST_WITH_A_MISTAKE]
    if not long:
        return {}
    values: dict[str, Any] = {f"forms_{n}": forms_of(word) for n, word in enumerate(long)}
    forms = " and ".join(f"forms && %({name})s" for name in values)
    values["length"] = len(" ".join(words))
    found = _of_each(kinds, (forms,), values, order="abs(length(key) - %(length)s)", most=NEAR)
    near = {kind: [one for one in rows if is_nearly(one.key, words)] for kind, rows in found.items()}
    return {kind: rows for kind, rows in near.items() if rows}


def _of_each(
    kinds: Iterable[str],
    conditions: Sequence[str],
    values: dict[str, Any],
    *,
    most: int,
    order: str = "length(key)",
) -> type_of_found:
    """The first candidates of each kind that meet each condition, ordered, and of them so many."""
    parts = [
        OF_KIND.format(first=_first(kind, condition), order=order, most=most)
        for kind in kinds
        for condition in conditions
    ]
    found: dict[str, dict[int, FoundName]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        for kind, record_id, name, key in cursor.fetchall():
            one = FoundName(kind=kind, record_id=record_id, name=name, key=key)
            found.setdefault(kind, {})[record_id] = one
    return {kind: list(rows.values()) for kind, rows in found.items()}


def _first(kind: str, condition: str) -> str:
    rows = FIRST_IN_ORDER if condition == BEGINS else FIRST_FOUND
    return rows.format(kind=kind, condition=condition, cut=CANDIDATES)


def _add(found: type_of_found, more: type_of_found) -> None:
    """Adds what is not there yet."""
    for kind, rows in more.items():
        known = {one.record_id for one in found.get(kind, ())}
        found.setdefault(kind, []).extend(one for one in rows if one.record_id not in known)
