"""What selling adds to history, and the conditions that gates may ask for."""

from collections.abc import Mapping
from typing import Any

from dugout.accounts.contributions import add_figures
from dugout.gates.contributions import add_conditions
from dugout.history.contributions import add_consumers, add_kinds, add_record_kinds
from dugout.history.terms import Consumer, EntryKind, RecordKind
from dugout.selling.evidence import CONDITIONS, KINDS
from dugout.selling.jobs import tell_sellers_of_signal
from dugout.selling.queries.figures import OPEN_SALES
from dugout.selling.terms import EVIDENCE


def _moved(after: Mapping[str, Any]) -> str:
    said = f"{after.get('name')} moved to step {after.get('step')}"
    return f"{said}, without: {'; '.join(after['without'])}" if "without" in after else said


def _went_on(after: Mapping[str, Any]) -> str:
    return f"{after.get('name')} goes on without: {'; '.join(after['without'])}"


def register() -> None:
    add_kinds(
        EntryKind(key="opportunity_added", label="sale added", icon="square-kanban"),
        EntryKind(key="opportunity_changed", label="sale changed", icon="pen-line"),
        EntryKind(key="step_moved", label="step moved", icon="square-kanban", sentence=_moved),
        EntryKind(key="went_on_without", label="went on without", icon="circle-dashed", sentence=_went_on),
        EntryKind(key="evidence_added", label="written down for a gate", icon="circle-check"),
        EntryKind(key="evidence_changed", label="answer written down", icon="circle-check"),
        EntryKind(key="evidence_withdrawn", label="withdrawn from a gate", icon="undo-2"),
        EntryKind(key="commitment_asked", label="commitment asked for", icon="circle-dashed"),
        EntryKind(key="commitment_refused", label="commitment refused", icon="circle-dashed"),
        EntryKind(key="opportunity_won", label="sale won", icon="flag"),
        EntryKind(key="win_undone", label="win undone", icon="undo-2"),
        EntryKind(key="opportunity_settled", label="sale settled", icon="handshake"),
        EntryKind(key="opportunity_lost", label="sale lost", icon="flag"),
        EntryKind(key="opportunity_abandoned", label="sale given up", icon="flag"),
        EntryKind(key="product_added", label="product added", icon="pen-line"),
        EntryKind(key="product_changed", label="product changed", icon="pen-line"),
    )
    add_record_kinds(
        RecordKind(key="opportunity", label="sale", path=lambda id_: f"/opportunities/{id_}"),
        RecordKind(key="product", label="product", path=lambda _: "/products"),
    )
    add_consumers(
        (
            Consumer(
                key="selling.tell_sellers_of_signal",
                kinds=frozenset({"signal_raised", "signal_reported"}),
                deliver=tell_sellers_of_signal,
            ),
        )
    )
    add_figures(OPEN_SALES)
    add_conditions(*CONDITIONS)
    for kind in KINDS:
        EVIDENCE.register(kind.key, kind)
