"""A signal from the first report to its outcome: of many who claim it at once, exactly one has it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from dugout.accounts.parts import hold, refresh
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.timeline.models import Signal, SignalReport
from dugout.timeline.queries.figures import OPEN_SIGNALS
from dugout.timeline.queries.signals import the_signal
from dugout.timeline.rules.signals import check_outcome, check_signal, check_words
from dugout.timeline.terms import RaisedSignal, Severity, SignalOutcome
from dugout.values.refused import Problem, Refused, Taken


def raise_signal(*, signal: RaisedSignal, by: Allowed, at: datetime) -> Signal:
    """Raises a signal, or adds to the unresolved one of the same account, kind, source and source id.

    A later report may make it worse, never better. The account is held, so that of two first reports at once one raises
    and the other adds.
    """
    signal, problems = check_signal(signal)
    _refuse(problems)
    with transaction.atomic():
        hold(signal.account_id)
        known = _unresolved_twin(signal)
        if known is not None:
            return _add_report(known, text=signal.text, severity=signal.severity, by=by, at=at)
        raised = Signal.objects.create(
            account_id=signal.account_id,
            kind=signal.kind,
            severity=signal.severity.value,
            text=signal.text,
            source=signal.source.value,
            source_id=signal.source_id,
            raised_by_id=by.person_id,
            raised_at=at,
            due_on=signal.due_on,
        )
        entry = _record(
            "signal_raised", raised, by=by, at=at, text=raised.text,
            after={
                "severity": raised.severity,
                "source": raised.source,
                "due_on": raised.due_on.isoformat() if raised.due_on else None,
            },
        )  # fmt: skip
        SignalReport.objects.create(signal=raised, entry=entry, text=raised.text, by_id=by.person_id, at=at)
        refresh((signal.account_id,), OPEN_SIGNALS, at=at)
    return raised


def add_evidence(
    *, signal_id: int, text: str, severity: Severity | None = None, by: Allowed, at: datetime
) -> Signal:
    """Adds what somebody else saw to an unresolved signal; `severity` may make it worse, never better."""
    text, problems = check_words(text, field="text", missing="Say in a sentence what you saw.")
    _refuse(problems)
    signal = the_signal(signal_id)
    with transaction.atomic():
        hold(signal.account_id)
        signal = _locked().get(id=signal_id)
        if signal.resolved_at is not None:
            raise _resolved_already(signal_id)
        worse = Severity(max(signal.severity, severity or 0))
        return _add_report(signal, text=text, severity=worse, by=by, at=at)


def claim_signal(*, signal_id: int, by: Allowed, at: datetime) -> Signal:
    """Makes a signal one person's own. Taken, with the winner's name, when somebody else was first.

    Who has it already claims it again without effect.
    """
    person_id = _a_person(by)
    signal = the_signal(signal_id)
    with transaction.atomic():
        won = Signal.objects.filter(id=signal_id, claimed_by=None, resolved_at=None).update(
            claimed_by_id=person_id, claimed_at=at, version=F("version") + 1
        )
        if won:
            _record(
                "signal_claimed", signal, by=by, at=at,
                before={"claimed_by_id": None}, after={"claimed_by_id": person_id},
            )  # fmt: skip
    now = the_signal(signal_id)
    if not won and now.resolved_at is not None:
        raise _resolved_already(signal_id)
    if not won and now.claimed_by_id != person_id:
        winner = now.claimed_by.name if now.claimed_by else ""
        raise Taken.because(
            f"{winner} has claimed this signal.", "Tell them what you know; they see to it.", winner=winner
        )
    return now


def release_claim(*, signal_id: int, by: Allowed, at: datetime) -> Signal:
    """Gives a claimed signal back, so that somebody else can claim it.

    Who may is the door's question (`Action.RELEASE_SIGNAL`).
    """
    signal = the_signal(signal_id)
    with transaction.atomic():
        freed = Signal.objects.filter(id=signal_id, claimed_by=signal.claimed_by_id, resolved_at=None)
        if signal.claimed_by_id is None or not freed.update(
            claimed_by=None, claimed_at=None, version=F("version") + 1
        ):
            raise Refused.because(
                "Nobody holds this signal now.",
                "Look at it anew: it was given back or resolved.",
                code="not-claimed",
            )
        _record(
            "signal_released", signal, by=by, at=at,
            before={"claimed_by_id": signal.claimed_by_id}, after={"claimed_by_id": None},
        )  # fmt: skip
    return the_signal(signal_id)


def resolve_signal(*, signal_id: int, outcome: str, text: str, by: Allowed, at: datetime) -> Signal:
    """Ends a signal with an outcome and what was done. Of two at once one ends it; Taken for the other.

    Who may is the door's question (`Action.RESOLVE_SIGNAL`).
    """
    text, problems = check_outcome(outcome, text)
    _refuse(problems)
    signal = the_signal(signal_id)
    with transaction.atomic():
        hold(signal.account_id)
        ended = Signal.objects.filter(id=signal_id, resolved_at=None).update(
            resolved_by_id=by.person_id,
            resolved_at=at,
            outcome=SignalOutcome(outcome).value,
            outcome_text=text,
            version=F("version") + 1,
        )
        if not ended:
            raise _resolved_already(signal_id)
        _record(
            "signal_resolved", signal, by=by, at=at, text=text,
            before={"outcome": ""}, after={"outcome": SignalOutcome(outcome).value},
        )  # fmt: skip
        refresh((signal.account_id,), OPEN_SIGNALS, at=at)
    return the_signal(signal_id)


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Refused(problems)


def _a_person(by: Allowed) -> int:
    if by.person_id is None:
        raise Refused.because("Only a person claims a signal.", "Sign in as somebody.")
    return by.person_id


def _unresolved_twin(signal: RaisedSignal) -> Signal | None:
    if not signal.source_id:
        return None
    return (
        _locked()
        .filter(
            account_id=signal.account_id,
            kind=signal.kind,
            source=signal.source.value,
            source_id=signal.source_id,
            resolved_at=None,
        )
        .first()
    )


def _locked() -> QuerySet[Signal]:
    """To read what is written back: a claim does not hold the account, and counts the version too."""
    return Signal.objects.select_for_update(no_key=True)


def _add_report(signal: Signal, *, text: str, severity: Severity, by: Allowed, at: datetime) -> Signal:
    before = signal.severity
    signal.severity = max(before, severity.value)
    signal.reports += 1
    signal.version += 1
    signal.save(update_fields=["severity", "reports", "version"])
    entry = _record(
        "signal_reported", signal, by=by, at=at, text=text,
        before={"severity": before}, after={"severity": signal.severity},
    )  # fmt: skip
    SignalReport.objects.create(signal=signal, entry=entry, text=text, by_id=by.person_id, at=at)
    if signal.severity != before:
        refresh((signal.account_id,), OPEN_SIGNALS, at=at)
    return signal


def _record(
    kind: str,
    signal: Signal,
    *,
    by: Allowed,
    at: datetime,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
    text: str = "",
) -> Entry:
    """An entry about a signal; it carries the kind, by which its headline reads."""
    return record(
        kind=kind,
        by=by,
        at=at,
        account_id=signal.account_id,
        subject=Subject(kind="signal", id=signal.id),
        text=text,
        before=None if before is None else {"kind": signal.kind, **before},
        after={"kind": signal.kind, **after},
    )


def _resolved_already(signal_id: int) -> Taken:
    signal = the_signal(signal_id)
    winner = signal.resolved_by.name if signal.resolved_by else "Dugout"
    return Taken.because(
        f"{winner} has resolved this signal.",
        "Raise a new one if it is back.",
        winner=winner,
        code="resolved",
    )
