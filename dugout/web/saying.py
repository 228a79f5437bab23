"""What the next page says was done: a toast, with Undo where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One toast. `tone` is good or bad; `undo` the address to which Undo posts, or empty."""

    text: str
    tone: str
    undo: str


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Keeps a toast for the next page that this browser shows."""
    messages.success(request, text, extra_tags=undo)


def said(request: HttpRequest) -> Iterator[Said]:
    """The toasts that were kept, once: taken when a page draws them, so that one which draws none loses none."""
    for one in messages.get_messages(request):
        tone = "bad" if one.level >= messages.ERROR else "good"
        yield Said(text=str(one), tone=tone, undo=one.extra_tags or "")
