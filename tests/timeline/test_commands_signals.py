"""A signal from its report to its outcome."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.accounts.models import Account, AccountFigures
from dugout.history.commands import deliver_outbox
from dugout.history.models import Entry
from dugout.history.parts import consumers_of
from dugout.history.terms import Author, Source, system
from dugout.people.models import Absence
from dugout.timeline.commands.inbox import mark_all_read, mark_read
from dugout.timeline.commands.signals import (
    add_evidence,
    claim_signal,
    raise_signal,
    release_claim,
    resolve_signal,
)
from dugout.timeline.models import Notification, Signal, SignalReport
from dugout.timeline.parts import notify
from dugout.timeline.terms import RaisedSignal, Severity, SignalSource
from dugout.values.refused import Missing, Refused, Taken
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
Raising = Callable[..., RaisedSignal]
By = Callable[[str], Author]


def figures(account: Account) -> tuple[int, int]:
    row = AccountFigures.objects.get(account=account)
    return row.open_signals, row.worst_signal


def told() -> set[tuple[str, str]]:
    return set(Notification.objects.values_list("person__name", "because"))


def test_a_raised_signal_stands_on_the_timeline_and_in_the_figures(
    raising: Raising, account: Account, author: By, at: dt.datetime
) -> None:
    made = raise_signal(signal=raising(), by=author("support_engineer"), at=at)
    raise_signal(signal=raising(severity=Severity.WATCH, kind="delivery_late"), by=author("admin"), at=at)

    entry = Entry.objects.get(kind="signal_raised", subject_id=made.id)
    assert (entry.text, entry.after) == (
        "6 of 22 probes will not pair.",
        {"kind": "installation_trouble", "severity": 3, "source": "person", "due_on": None},
    )
    assert figures(account) == (2, 3)
    assert SignalReport.objects.get(signal=made).entry_id == entry.id


def test_a_second_report_of_the_same_source_adds_evidence_and_may_make_it_worse(
    raising: Raising, account: Account, author: By, at: dt.datetime
) -> None:
    same = {"source": SignalSource.API, "source_id": "ticket-8841"}
    first = raise_signal(signal=raising(**same), by=author("engineer"), at=at)
    worse = raising(**same, severity=Severity.CRITICAL, text="Now all 22.")
    second = raise_signal(signal=worse, by=author("admin"), at=at)
    third = raise_signal(signal=raising(**same, severity=Severity.INFO), by=author("admin"), at=at)

    assert first.id == second.id == third.id
    kept = Signal.objects.get()
    assert (kept.severity, kept.reports, kept.text) == (4, 3, "6 of 22 probes will not pair.")
    assert list(SignalReport.objects.order_by("id").values_list("text", flat=True)) == [
        "6 of 22 probes will not pair.", "Now all 22.", "6 of 22 probes will not pair.",
    ]  # fmt: skip
    assert figures(account) == (1, 4)
    assert Entry.objects.filter(kind="signal_reported").count() == 2


def test_after_it_is_resolved_the_same_source_raises_a_new_one(
    raising: Raising, author: By, at: dt.datetime
) -> None:
    same = {"source": SignalSource.API, "source_id": "ticket-8841"}
    first = raise_signal(signal=raising(**same), by=author("engineer"), at=at)
    resolve_signal(signal_id=first.id, outcome="mended", text="Rolled back.", by=author("engineer"), at=at)
    assert raise_signal(signal=raising(**same), by=author("engineer"), at=at).id != first.id


def test_signals_without_a_source_id_are_each_their_own(
    raising: Raising, author: By, at: dt.datetime
) -> None:
    assert raise_signal(signal=raising(), by=author("admin"), at=at) != raise_signal(
        signal=raising(), by=author("admin"), at=at
    )


def test_evidence_is_added_by_hand(raising: Raising, author: By, at: dt.datetime, account: Account) -> None:
    made = raise_signal(signal=raising(severity=Severity.WATCH), by=author("admin"), at=at)
    add_evidence(signal_id=made.id, text="Seen too.", severity=Severity.SERIOUS, by=author("engineer"), at=at)
    assert figures(account) == (1, 3)
    resolve_signal(signal_id=made.id, outcome="answered", text="Told them.", by=author("admin"), at=at)
    with pytest.raises(Taken, match="Sam Adeyemi has resolved"):
        add_evidence(signal_id=made.id, text="Again.", by=author("engineer"), at=at)


def test_a_claim_is_one_persons_until_it_is_given_back(raising: Raising, author: By, at: dt.datetime) -> None:
    made = raise_signal(signal=raising(), by=author("admin"), at=at)
    claimed = claim_signal(signal_id=made.id, by=author("account_manager"), at=at)
    assert (claimed.claimed_by, claimed.claimed_at) == (claimed.account.owner, at)
    again = claim_signal(signal_id=made.id, by=author("account_manager"), at=at)
    assert again.version == claimed.version
    with pytest.raises(Taken) as taken:
        claim_signal(signal_id=made.id, by=author("seller"), at=at)
    assert taken.value.winner == "Ines Duarte"
    assert Entry.objects.filter(kind="signal_claimed").count() == 1

    assert release_claim(signal_id=made.id, by=author("account_manager"), at=at).claimed_by is None
    with pytest.raises(Refused, match="Nobody holds"):
        release_claim(signal_id=made.id, by=author("account_manager"), at=at)
    assert (
        claim_signal(signal_id=made.id, by=author("seller"), at=at).claimed_by_id
        == author("seller").person_id
    )


def test_resolving_says_how_it_ended_and_clears_the_figures(
    raising: Raising, author: By, at: dt.datetime, account: Account
) -> None:
    made = raise_signal(signal=raising(), by=author("admin"), at=at)
    ended = resolve_signal(
        signal_id=made.id, outcome="mended", text=" New firmware. ", by=author("engineer"), at=at
    )
    assert (ended.outcome, ended.outcome_text, ended.resolved_at) == ("mended", "New firmware.", at)
    assert figures(account) == (0, 0)
    entry = Entry.objects.get(kind="signal_resolved")
    assert (entry.before, entry.after) == (
        {"kind": "installation_trouble", "outcome": ""},
        {"kind": "installation_trouble", "outcome": "mended"},
    )
    for late in (
        lambda: resolve_signal(signal_id=made.id, outcome="mended", text="x", by=author("admin"), at=at),
        lambda: claim_signal(signal_id=made.id, by=author("admin"), at=at),
    ):
        with pytest.raises(Taken) as taken:
            late()
        assert taken.value.winner == "Daniel Brandt"


def test_refused_signals_change_nothing(raising: Raising, author: By, at: dt.datetime) -> None:
    made = raise_signal(signal=raising(), by=author("admin"), at=at)
    before = digest_of_database()
    by = author("admin")
    refusals: tuple[Callable[[], Any], ...] = (
        lambda: raise_signal(signal=raising(kind="none_such", text=""), by=by, at=at),
        lambda: resolve_signal(signal_id=made.id, outcome="", text="", by=by, at=at),
        lambda: add_evidence(signal_id=made.id, text="\0", by=by, at=at),
        lambda: claim_signal(signal_id=10**9, by=by, at=at),
        lambda: claim_signal(signal_id=made.id, by=system(Source.JOB), at=at),
        lambda: raise_signal(signal=raising(account_id=10**9), by=by, at=at),
    )
    for refusal in refusals:
        with pytest.raises(Refused):
            refusal()
    assert digest_of_database() == before


def test_the_owner_is_told_of_a_serious_signal_through_the_outbox_once(
    raising: Raising, author: By, at: dt.datetime
) -> None:
    raise_signal(signal=raising(), by=author("support_engineer"), at=at)
    assert told() == set()
    assert deliver_outbox(at=at) == len(consumers_of("signal_raised"))
    assert told() == {("Ines Duarte", "You own this account, and its signal is serious.")}
    assert deliver_outbox(at=at) == 0


def test_a_mild_signal_and_one_that_is_resolved_meanwhile_tell_nobody(
    raising: Raising, author: By, at: dt.datetime
) -> None:
    raise_signal(signal=raising(severity=Severity.WATCH), by=author("admin"), at=at)
    made = raise_signal(signal=raising(), by=author("admin"), at=at)
    resolve_signal(signal_id=made.id, outcome="false_alarm", text="Mistaken.", by=author("admin"), at=at)
    deliver_outbox(at=at)
    assert told() == set()


def test_an_absent_owner_and_their_stand_in_are_both_told(
    raising: Raising, author: By, person: Callable[[str], Any], at: dt.datetime
) -> None:
    away = DateRange(at.date(), at.date() + dt.timedelta(days=3))
    Absence.objects.create(
        person=person("account_manager"),
        stand_in=person("other_account_manager"),
        during=away,
        recorded_at=at,
    )
    raise_signal(signal=raising(severity=Severity.CRITICAL), by=author("engineer"), at=at)
    deliver_outbox(at=at)
    because = "You own this account, and its signal is critical."
    assert told() == {("Ines Duarte", because), ("Priya Raman", f"You act for Ines Duarte. {because}")}


def test_of_an_account_that_nobody_owns_both_heads_are_told(
    raising: Raising, account: Account, author: By, at: dt.datetime
) -> None:
    Account.objects.filter(id=account.id).update(owner=None)
    raise_signal(signal=raising(), by=author("engineer"), at=at)
    deliver_outbox(at=at)
    assert {name for name, _ in told()} == {"Colin Marsh", "James Achterberg"}


def test_notify_tells_once_the_stand_in_for_the_absent_and_never_the_author(
    log: Callable[..., Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    entry = log("seller")
    away = DateRange(at.date(), at.date() + dt.timedelta(days=1))
    Absence.objects.create(person=person("account_manager"), during=away, recorded_at=at)
    persons = [person(key).id for key in ("seller", "account_manager", "finance_clerk")]
    with transaction.atomic():
        assert notify(persons=persons, entry_id=entry.id, because="You sold it.", at=at) == 2
        assert notify(persons=persons, entry_id=entry.id, because="Again.", at=at) == 0
        assert notify(persons=[], entry_id=entry.id, because="Nobody.", at=at) == 0
    assert told() == {
        ("Marek Nowak", "You sold it."),
        ("James Achterberg", "You act for Ines Duarte. You sold it."),
    }


def test_a_notice_is_read_once_and_only_by_whom_it_is_for(
    log: Callable[..., Any], person: Callable[[str], Any], author: By, at: dt.datetime
) -> None:
    for _ in range(3):
        log("seller", mentions=(person("finance_clerk").id, person("engineer").id))
    own = list(Notification.objects.filter(person=person("finance_clerk")).order_by("id"))
    later = at + dt.timedelta(hours=1)

    assert mark_read(notification_id=own[0].id, by=author("finance_clerk"), at=at).read_at == at
    assert mark_read(notification_id=own[0].id, by=author("finance_clerk"), at=later).read_at == at
    with pytest.raises(Missing):
        mark_read(notification_id=own[1].id, by=author("engineer"), at=at)
    assert mark_all_read(by=author("finance_clerk"), at=later, up_to_id=own[1].id) == 1
    assert mark_all_read(by=author("finance_clerk"), at=later) == 1
    assert Notification.objects.filter(read_at=None).count() == 3


def test_marks_that_turn_a_text_round_are_not_kept(raising: Raising, author: By, at: dt.datetime) -> None:
    by = author("support_engineer")
    turned, plain = "Probe \u202e21\u202c fails", "Probe 21 fails"
    made = raise_signal(signal=raising(text=turned, source_id="\u2066P-21\u2069"), by=by, at=at)
    again = raise_signal(signal=raising(text=turned, source_id="P-21"), by=by, at=at)
    add_evidence(signal_id=made.id, text=turned, by=by, at=at)
    ended = resolve_signal(signal_id=made.id, outcome="mended", text=turned, by=by, at=at)

    assert again == made
    assert (made.text, made.source_id, ended.outcome_text) == (plain, "P-21", plain)
    assert set(Entry.objects.filter(subject_id=made.id).values_list("text", flat=True)) == {plain}
    assert set(SignalReport.objects.values_list("text", flat=True)) == {plain}
