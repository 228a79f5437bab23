"""Two people changed one record: what only one of them touched is taken over, the rest is put before the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from dugout.values.refused import Stale
from dugout.web.accounts.reading import texts_of_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What the form shows next, where both wrote something else (label, theirs, yours), and what was taken over."""

    texts: Mapping[str, str]
    clashes: tuple[tuple[str, str, str], ...]
    taken_over: tuple[str, ...]


def merge(
    *, was: Mapping[str, str], theirs: Mapping[str, str], yours: Mapping[str, str], labels: Mapping[str, str]
) -> Merge:
    """Field by field. Without what `was` there when the form was opened, every difference is a clash.

    Nobody's text is lost: yours stays in the form where both wrote, and theirs stands beside it.
    """
    texts, clashes, taken = {}, [], []
    for name, label in labels.items():
        opened, their, own = was.get(name), theirs[name], yours[name]
        if own == their:
            texts[name] = own
        elif own == opened:
            texts[name] = their
            taken.append(label)
        else:
            texts[name] = own
            if their != opened:
                clashes.append((label, their, own))
    return Merge(texts=texts, clashes=tuple(clashes), taken_over=tuple(taken))


def merge_of(post: QueryDict, *, theirs: Mapping[str, str], labels: Mapping[str, str]) -> Merge:
    """From a form that carries what was there as `was-FIELD`."""
    was = {
        name: post.get(f"was-{name}", "").replace("\r\n", "\n") for name in labels if f"was-{name}" in post
    }
    return merge(was=was, theirs=theirs, yours=texts_of_post(post, labels), labels=labels)


def stale_context(merged: Merge, refusal: Stale, who: str) -> dict[str, Any]:
    """What `accounts/_stale.html` says: who was first, what was taken over, where both wrote."""
    return {"merged": merged, "typed": merged.texts, "stale": refusal, "who": who}
