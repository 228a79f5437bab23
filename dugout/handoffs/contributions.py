"""What hand-offs add to history."""

from collections.abc import Mapping
from typing import Any

from dugout.accounts.contributions import add_figures
from dugout.gates.contributions import add_conditions
from dugout.handoffs.queries.figures import HANDOFF_OPEN
from dugout.handoffs.queries.gates import OF_A_SALE
from dugout.handoffs.rules import CONDITIONS
from dugout.handoffs.terms import QUESTION
from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind

_CLOCK = {
    "answer": "to accept or return the hand-off",
    "mend": "to mend the returned hand-off",
    "introduce": "to introduce the client to the account manager",
}
_REACHED = {
    "half": "Half the time is gone",
    "due": "The time is over",
    "twice": "Twice the time is gone",
}


def register() -> None:
    add_conditions(*CONDITIONS, OF_A_SALE)
    add_kinds(
        EntryKind(key="handoff_opened", label="hand-off opened", icon="handshake", sentence=_opened),
        EntryKind(key="debrief_answered", label="debrief written", icon="pen-line", sentence=_answered),
        EntryKind(key="handoff_submitted", label="hand-off submitted", icon="send", sentence=_submitted),
        EntryKind(key="handoff_returned", label="hand-off returned", icon="undo-2", sentence=_returned),
        EntryKind(key="handoff_accepted", label="hand-off accepted", icon="handshake", sentence=_accepted),
        EntryKind(key="handoff_withdrawn", label="hand-off withdrawn", icon="x", sentence=_withdrawn),
        EntryKind(key="handoff_goes_on", label="hand-off goes on", icon="handshake", sentence=_goes_on),
        EntryKind(
            key="handoff_receiver_chosen", label="receiver chosen", icon="users-round", sentence=_receiver
        ),
        EntryKind(
            key="handoff_passed_on", label="hand-off passed on", icon="users-round", sentence=_passed_on
        ),
        EntryKind(key="handoff_clock", label="hand-off clock", icon="clock", sentence=_clock),
    )
    add_record_kinds(RecordKind(key="handoff", label="hand-off", path=lambda id_: f"/handoffs/{id_}"))
    add_figures(HANDOFF_OPEN)


def _opened(after: Mapping[str, Any]) -> str:
    return f"Hand-off opened, from {after['from']} to {after['to']}"


def _passed_on(after: Mapping[str, Any]) -> str:
    return f"{after['to']} hands over now, in place of {after['before']}"


def _answered(after: Mapping[str, Any]) -> str:
    question = QUESTION.get(str(after["question"]))
    return f"Debrief written: {question.text if question else after['question']}"


def _submitted(after: Mapping[str, Any]) -> str:
    again = " again" if after["number"] > 1 else ""
    return f"Hand-off submitted{again}"


def _returned(after: Mapping[str, Any]) -> str:
    count = len(after["gates"])
    return f"Hand-off returned: {count} gate{'s' if count != 1 else ''} to mend"


def _accepted(after: Mapping[str, Any]) -> str:
    return f"Hand-off accepted: {after['manager']} takes over from {after['seller']}"


def _withdrawn(after: Mapping[str, Any]) -> str:  # noqa: ARG001  the reason is the entry's text
    return "Hand-off withdrawn"


def _goes_on(after: Mapping[str, Any]) -> str:
    return f"Hand-off goes on for {after['sale']}"


def _receiver(after: Mapping[str, Any]) -> str:
    return f"Hand-off goes to {after['to']} instead of {after['before']}"


def _clock(after: Mapping[str, Any]) -> str:
    return f"{_REACHED[after['reached']]} {_CLOCK[after['clock']]}"
