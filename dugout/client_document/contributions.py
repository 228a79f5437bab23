"""What the client document adds to history."""

from collections.abc import Callable, Mapping
from typing import Any

from dugout.client_document.terms import DOCUMENT
from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind

MOST_QUOTED = 160


def _quoting(beginning: str) -> Callable[[Mapping[str, Any]], str]:
    """A headline that quotes the record's text, shortened at a word."""

    def sentence(after: Mapping[str, Any]) -> str:
        text = " ".join(str(after.get("text", "")).split())
        if len(text) > MOST_QUOTED:
            text = text[:MOST_QUOTED].rsplit(" ", 1)[0] + " …"
        return f"{beginning}: {text}" if text else beginning

    return sentence


def _saved(after: Mapping[str, Any]) -> str:
    message = f": {after['message']}" if after.get("message") else ""
    return f"Client document, {after.get('section', '')}: revision {after.get('number', '')}{message}"


def _need(word: str) -> Callable[[Mapping[str, Any]], str]:
    def sentence(after: Mapping[str, Any]) -> str:
        return _quoting(f"{str(after.get('kind', 'need')).capitalize()} {word}")(after)

    return sentence


def _none_known(after: Mapping[str, Any]) -> str:
    return f"{after.get('section', '')}: none known"


def _withdrawn(after: Mapping[str, Any]) -> str:
    return f"{after.get('section', '')}: “none known” withdrawn"


KINDS = (
    EntryKind(key="document_saved", label="document saved", icon="file-text", sentence=_saved),
    EntryKind(key="none_known_answered", label="none known", icon="circle-check", sentence=_none_known),
    EntryKind(key="none_known_withdrawn", label="none known withdrawn", icon="undo-2", sentence=_withdrawn),
    EntryKind(key="need_added", label="need added", icon="plus", sentence=_need("added")),
    EntryKind(key="need_changed", label="need changed", icon="pen-line", sentence=_need("changed")),
    EntryKind(key="goal_added", label="goal added", icon="plus", sentence=_quoting("Goal added")),
    EntryKind(key="goal_changed", label="goal changed", icon="pen-line", sentence=_quoting("Goal changed")),
    EntryKind(key="promise_made", label="promise made", icon="handshake", sentence=_quoting("Promised")),
    EntryKind(
        key="promise_changed",
        label="promise changed",
        icon="pen-line",
        sentence=_quoting("Promise changed"),
    ),
    EntryKind(
        key="promise_kept", label="promise kept", icon="circle-check", sentence=_quoting("Promise kept")
    ),
    EntryKind(
        key="promise_broken",
        label="promise broken",
        icon="circle-alert",
        sentence=_quoting("Promise broken"),
    ),
    EntryKind(
        key="promise_reopened",
        label="promise reopened",
        icon="undo-2",
        sentence=_quoting("Promise open again"),
    ),
)


def register() -> None:
    add_kinds(*KINDS)
    add_record_kinds(
        RecordKind(key=DOCUMENT, label="client document", path=lambda id_: f"/accounts/{id_}/document"),
        RecordKind(key="need", label="need", path=lambda id_: f"/needs/{id_}"),
        RecordKind(key="goal", label="goal", path=lambda id_: f"/goals/{id_}"),
        RecordKind(key="promise", label="promise", path=lambda id_: f"/promises/{id_}"),
    )
