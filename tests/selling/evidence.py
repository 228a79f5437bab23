"""Evidence written down in one line, each kind by its values."""

import datetime as dt
from typing import Any

from dugout.history.terms import Author
from dugout.selling.commands.evidence import add_evidence, answer_evidence
from dugout.selling.evidence.commitment import REQUEST, RequestValues
from dugout.selling.evidence.concerns import CONCERN, ConcernAnswer, ConcernValues
from dugout.selling.evidence.confirmations import CONFIRMATION, ConfirmationValues
from dugout.selling.evidence.matches import MATCH, MatchValues
from dugout.selling.evidence.objections import OBJECTION, ObjectionAnswer, ObjectionValues
from dugout.selling.terms import Who


def _add(kind: Any, values: Any, opportunity_id: int, by: Author, at: dt.datetime) -> Any:
    return add_evidence(kind, opportunity_id=opportunity_id, values=values, by=by, at=at)


def record_confirmation(
    *, opportunity_id: int, by: Author, at: dt.datetime, contact_id: int | None, **values: Any
) -> Any:
    given = ConfirmationValues(contact=Who(contact_id=contact_id), **values)
    return _add(CONFIRMATION, given, opportunity_id, by, at)


def add_concern(*, opportunity_id: int, by: Author, at: dt.datetime, **values: Any) -> Any:
    return _add(CONCERN, ConcernValues(**values), opportunity_id, by, at)


def answer_concern(
    *, opportunity_id: int, concern_id: int, by: Author, at: dt.datetime, answer: str, proof: str
) -> Any:
    values = ConcernAnswer(answer=answer, proof=proof)
    return answer_evidence(
        CONCERN, opportunity_id=opportunity_id, evidence_id=concern_id, values=values, by=by, at=at
    )


def match_need(*, opportunity_id: int, by: Author, at: dt.datetime, **values: Any) -> Any:
    return _add(MATCH, MatchValues(**values), opportunity_id, by, at)


def add_objection(*, opportunity_id: int, by: Author, at: dt.datetime, **values: Any) -> Any:
    return _add(OBJECTION, ObjectionValues(**values), opportunity_id, by, at)


def answer_objection(
    *, opportunity_id: int, objection_id: int, by: Author, at: dt.datetime, answer: str
) -> Any:
    return answer_evidence(
        OBJECTION, opportunity_id=opportunity_id, evidence_id=objection_id,
        values=ObjectionAnswer(answer=answer), by=by, at=at,
    )  # fmt: skip


def ask_commitment(
    *, opportunity_id: int, by: Author, at: dt.datetime, contact_id: int, **values: Any
) -> Any:
    given = RequestValues(contact=Who(contact_id=contact_id), **values)
    return _add(REQUEST, given, opportunity_id, by, at)
