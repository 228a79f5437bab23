"""What the gates ask for, in JSON: who confirmed what, concerns, matches, requests, objections."""

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import ConfigDict

from dugout.api.shapes import id_text, moment
from dugout.selling.models import CommitmentRequest, Concern, Confirmation, NeedMatch, Objection
from dugout.selling.terms import Commitment, ConfirmationKind


class Sent(Schema):
    model_config = ConfigDict(extra="forbid")


class ConfirmationIn(Sent):
    """That a contact of the account confirmed something on a day, with corrections in `note`."""

    kind: ConfirmationKind
    contact: str
    day: dt.date
    note: str = ""


class ConcernIn(Sent):
    """A worry about us as a supplier; it counts as answered with answer and proof."""

    text: str
    contact: str | None = None
    answer: str = ""
    proof: str = ""


class ConcernAnswerIn(Sent):
    answer: str
    proof: str


class NeedMatchIn(Sent):
    """A need of the account, the line of the offer that meets it, and what the client said to it."""

    need: str
    line: str
    reaction: str


class ObjectionIn(Sent):
    text: str
    answer: str = ""


class ObjectionAnswerIn(Sent):
    answer: str


class WrittenOut(Schema):
    """Who wrote it down, and when."""

    id: str
    by: str
    at: str


class ConfirmationOut(WrittenOut):
    kind: ConfirmationKind
    contact: str
    day: dt.date
    note: str


class ConcernOut(WrittenOut):
    contact: str | None
    text: str
    answer: str
    proof: str


class NeedMatchOut(WrittenOut):
    need: str
    line: str
    reaction: str


class RequestOut(WrittenOut):
    """That commitment was asked for, and what they answered."""

    contact: str
    day: dt.date
    answer: Commitment
    answered_on: dt.date | None
    note: str


class ObjectionOut(WrittenOut):
    text: str
    answer: str


def confirmation_out(row: Confirmation) -> dict[str, Any]:
    return {
        **_written(row),
        "kind": row.kind,
        "contact": id_text(row.contact_id),
        "day": row.day,
        "note": row.note,
    }


def concern_out(row: Concern) -> dict[str, Any]:
    return {
        **_written(row),
        "contact": id_text(row.contact_id),
        "text": row.text,
        "answer": row.answer,
        "proof": row.proof,
    }


def match_out(row: NeedMatch) -> dict[str, Any]:
    return {
        **_written(row),
        "need": id_text(row.need_id),
        "line": id_text(row.line_id),
        "reaction": row.reaction,
    }


def request_out(row: CommitmentRequest) -> dict[str, Any]:
    return {
        **_written(row),
        "contact": id_text(row.contact_id),
        "day": row.day,
        "answer": row.answer,
        "answered_on": row.answered_on,
        "note": row.note,
    }


def objection_out(row: Objection) -> dict[str, Any]:
    return {**_written(row), "text": row.text, "answer": row.answer}


def _written(row: Confirmation | Concern | NeedMatch | CommitmentRequest | Objection) -> dict[str, Any]:
    return {"id": id_text(row.id), "by": id_text(row.by_id), "at": moment(row.at)}
