"""What can be done from the box: each a sentence, where it leads, and other words by which it is looked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from dugout.search.rules import marked, words_of
from dugout.values.texts import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One thing to do. `aka` are other words for it; `key` is the key that does it without the box."""

    text: str
    path: str
    icon: str
    aka: str = ""
    key: str = ""
    admin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A thing to do as the box shows it: `pieces` are its sentence, each with whether it was typed."""

    pieces: tuple[tuple[str, bool], ...]
    path: str
    icon: str
    key: str = ""


DOINGS: tuple[Doing, ...] = (
    Doing(text="Log what happened", path="/log", icon="plus", aka="entry call note meeting write", key="L"),
    Doing(text="Add an account", path="/accounts/new", icon="building-2", aka="prospect client company new"),
    Doing(text="Begin a sale", path="/opportunities/new", icon="target", aka="opportunity new add"),
    Doing(text="Go to Today", path="/", icon="sun", aka="start home order of play"),
    Doing(text="Go to Accounts", path="/accounts", icon="building-2", aka="clients prospects list"),
    Doing(text="Go to Selling", path="/selling", icon="square-kanban", aka="board opportunities sales steps"),
    Doing(text="Go to Hand-offs", path="/handoffs", icon="handshake", aka="handoffs debrief accept"),
    Doing(text="Go to Signals", path="/signals", icon="triangle-alert", aka="trouble unclaimed claim"),
    Doing(text="Go to Notices", path="/notices", icon="bell", aka="inbox notifications unread"),
    Doing(text="Go to People", path="/people", icon="users-round", aka="colleagues departments"),
    Doing(text="Go to Settings", path="/settings", icon="settings", aka="configure company"),
    Doing(text="See my absences", path="/settings/absences", icon="calendar-days", aka="away holiday stand-in out"),
    Doing(text="Change my password", path="/settings/password", icon="key-round", aka="sign-in security"),
    Doing(text="See where I am signed in", path="/settings/sessions", icon="monitor", aka="sessions devices"),
    Doing(text="Make an API token", path="/settings/tokens", icon="plug-zap", aka="key integration"),
    Doing(text="Add a person", path="/people/new", icon="user-plus", aka="invite employ colleague new", admin=True),
    Doing(text="Name the heads", path="/settings/heads", icon="user-round", aka="sides deputies", admin=True),
    Doing(text="Change the clocks", path="/settings/clocks", icon="clock", aka="hours hand-off", admin=True),
    Doing(text="Change the calendars", path="/settings/calendars", icon="calendar-days", aka="holidays", admin=True),
)  # fmt: skip


def doings_for(typed: str, *, is_admin: bool, most: int = 6) -> list[Offered]:
    """What can be done whose sentence or other words begin with each word that was typed; for none, the first few."""
    words = words_of(typed)
    allowed = [one for one in DOINGS if is_admin or not one.admin]
    fitting = [one for one in allowed if _fits(f"{one.text} {one.aka}", words)]
    return [
        Offered(pieces=tuple(marked(one.text, words)), path=one.path, icon=one.icon, key=one.key)
        for one in fitting[:most]
    ]


def doings_on(account_id: int, name: str, words: Sequence[str]) -> list[Offered]:
    """What can be done on the account that was found first."""
    return [
        Offered(pieces=(("Log on ", False), *marked(name, words)), path=f"/accounts/{account_id}/log", icon="plus"),
        Offered(
            pieces=(("Raise a signal on ", False), *marked(name, words)),
            path=f"/accounts/{account_id}/signals/new",
            icon="triangle-alert",
        ),
    ]  # fmt: skip


def _fits(text: str, words: Sequence[str]) -> bool:
    parts = fold(text).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
