"""What stands around every page: the places to go, what waits there, who is signed in."""

from dataclasses import dataclass
from typing import Any

from dugout.overview.queries.counts import waiting_counts
from dugout.web.guard import SignedInRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An item of the navigation; `count` is shown when it is not 0, `hot` when it waits for this person."""

    key: str
    icon: str
    text: str
    href: str
    count: int = 0
    hot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    person_name: str
    person_initials: str
    person_dept: str
    nav: tuple[Place, ...]
    unread: int
    pins: tuple[Any, ...] = ()


def shell_for(request: SignedInRequest) -> Shell:
    """The shell of a signed-in person."""
    viewer = request.viewer
    waiting = waiting_counts(viewer)
    return Shell(
        person_name=viewer.person.name,
        person_initials=viewer.person.initials,
        person_dept=viewer.post.mark,
        unread=waiting.unread,
        nav=(
            Place(key="today", icon="sun", text="Today", href="/"),
            Place(key="accounts", icon="building-2", text="Accounts", href="/accounts"),
            Place(
                key="selling", icon="square-kanban", text="Selling", href="/selling", count=waiting.open_sales
            ),
            Place(
                key="handoffs",
                icon="handshake",
                text="Hand-offs",
                href="/handoffs",
                count=waiting.handoffs,
                hot=waiting.handoffs > 0,
            ),
            Place(
                key="signals",
                icon="triangle-alert",
                text="Signals",
                href="/signals",
                count=waiting.signals,
                hot=waiting.signals > 0,
            ),
            Place(key="people", icon="users-round", text="People", href="/people"),
            Place(key="settings", icon="settings", text="Settings", href="/settings"),
        ),
    )
