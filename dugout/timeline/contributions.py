"""What the timeline adds to history: what people log, what becomes of signals, who is told of them."""

from collections.abc import Mapping
from typing import Any

from dugout.accounts.contributions import add_figures
from dugout.history.contributions import add_consumers, add_kinds, add_record_kinds
from dugout.history.terms import Consumer, EntryKind, RecordKind
from dugout.timeline.jobs import tell_about_signal
from dugout.timeline.queries.figures import CONVERSATIONS, LOGGED_STEP, OPEN_SIGNALS
from dugout.timeline.terms import LOGGED_KINDS, SIGNAL_KIND, Severity, SignalOutcome

TELLING_KINDS = frozenset({"signal_raised", "signal_reported"})


def _kind_of(after: Mapping[str, Any]) -> str:
    kind = SIGNAL_KIND.get(str(after.get("kind")))
    return kind.label if kind else str(after.get("kind", "")).replace("_", " ")


def _raised(after: Mapping[str, Any]) -> str:
    return f"Signal raised: {_kind_of(after)}, {Severity(after['severity']).label}"


def _reported(after: Mapping[str, Any]) -> str:
    return f"Reported again: {_kind_of(after)}, {Severity(after['severity']).label}"


def _claimed(after: Mapping[str, Any]) -> str:
    return f"Signal claimed: {_kind_of(after)}"


def _released(after: Mapping[str, Any]) -> str:
    return f"Signal given back: {_kind_of(after)}"


def _resolved(after: Mapping[str, Any]) -> str:
    return f"Signal resolved, {SignalOutcome(after['outcome']).label}: {_kind_of(after)}"


def register() -> None:
    add_kinds(
        *(
            EntryKind(
                key=kind.key, label=kind.label, icon=kind.icon, logged_by_people=True, support=kind.support
            )
            for kind in LOGGED_KINDS
        ),
        EntryKind(key="signal_raised", label="signal raised", icon="triangle-alert", sentence=_raised),
        EntryKind(
            key="signal_reported", label="signal reported again", icon="triangle-alert", sentence=_reported
        ),
        EntryKind(key="signal_claimed", label="signal claimed", icon="circle-dashed", sentence=_claimed),
        EntryKind(key="signal_released", label="signal given back", icon="undo-2", sentence=_released),
        EntryKind(key="signal_resolved", label="signal resolved", icon="circle-check", sentence=_resolved),
        EntryKind(key="entry_withdrawn", label="entry withdrawn", icon="undo-2"),
    )
    add_record_kinds(
        RecordKind(key="signal", label="signal", path=lambda id_: f"/signals/{id_}"),
        RecordKind(key="entry", label="entry", path=lambda id_: f"/entries/{id_}"),
    )
    add_consumers(
        (Consumer(key="timeline.tell_about_signal", kinds=TELLING_KINDS, deliver=tell_about_signal),)
    )
    add_figures(OPEN_SIGNALS, CONVERSATIONS, LOGGED_STEP)
