"""What the next page says was done: a toast, with Undo where there is one."""

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


def said(request: HttpRequest) -> list[Said]:
    """The toasts that were kept, once."""
    return [
        Said(text=str(one), tone="bad" if one.level >= messages.ERROR else "good", undo=one.extra_tags or "")
        for one in messages.get_messages(request)
    ]
