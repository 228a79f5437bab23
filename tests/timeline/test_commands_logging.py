"""Logging an entry, and taking it back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from dugout.accounts.models import Account, AccountFigures, Contact
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Author, Direction
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal, Notification
from dugout.timeline.terms import LoggedEntry
from dugout.values.refused import Refused
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def figures(account: Account) -> tuple[dt.datetime | None, dt.datetime | None]:
    row = AccountFigures.objects.get(account=account)
    return row.last_contact_at, row.last_proper_at


def test_an_entry_holds_who_took_part_and_the_next_step(
    log: Callable[..., Any], contacts: dict[str, Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    ana, seller, clerk = contacts["ana"], person("seller"), person("finance_clerk")

    made = log(
        "seller", kind="call", direction=Direction.TWO_WAY, text=" She wants a quote.\r\n", minutes=20,
        contacts=(ana.id, ana.id), people=(seller.id, clerk.id), purpose="advice",
        next_step="send  the quote", next_step_on=dt.date(2026, 3, 6), when=at - DAY,
    )  # fmt: skip

    kept = Entry.objects.get(id=made.id)
    assert (kept.kind, kept.text, kept.minutes, kept.purpose) == ("call", "She wants a quote.", 20, "advice")
    assert (kept.side, kept.direction, kept.happened_at, kept.recorded_at) == (
        "sales",
        "two_way",
        at - DAY,
        at,
    )
    assert kept.after == {"next_step": "send the quote", "next_step_on": "2026-03-06"}
    assert list(EntryContact.objects.filter(entry=made).values_list("contact_id", flat=True)) == [ana.id]
    assert set(EntryPerson.objects.filter(entry=made).values_list("person_id", "mentioned")) == {
        (seller.id, False), (clerk.id, False),
    }  # fmt: skip


def test_a_call_takes_seven_statements_and_a_note_two(
    log: Callable[..., Any],
    contacts: dict[str, Any],
    author: Callable[[str], Author],
    account: Account,
    at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:
    by = author("seller")
    note = LoggedEntry(account_id=account.id, kind="note", text="Quiet.", happened_at=at)
    call = LoggedEntry(
        account_id=account.id, kind="call", text="Spoke.", happened_at=at, direction=Direction.TWO_WAY,
        contacts=(contacts["ana"].id,), people=(by.person_id or 0,),
    )  # fmt: skip
    # Within a test's transaction a command's own is a savepoint and its release: two more.
    with django_assert_num_queries(2 + 2):
        log_entry(entry=note, by=by, at=at)
    with django_assert_num_queries(7 + 2):
        log_entry(entry=call, by=by, at=at)


def test_a_call_moves_both_figures_and_a_late_one_does_not_move_them_back(
    log: Callable[..., Any], contacts: dict[str, Any], account: Account, at: dt.datetime
) -> None:
    ana = (contacts["ana"].id,)
    log("seller", kind="call", direction=Direction.TWO_WAY, contacts=ana)
    assert figures(account) == (at, at)
    log("seller", kind="call", direction=Direction.TWO_WAY, contacts=ana, when=at - DAY)
    assert figures(account) == (at, at)


def test_a_note_and_a_call_without_a_contact_move_nothing(log: Callable[..., Any], account: Account) -> None:
    log("seller")
    log("seller", kind="call", direction=Direction.TWO_WAY)
    assert figures(account) == (None, None)


def test_support_is_a_contact_and_no_proper_conversation(
    log: Callable[..., Any], contacts: dict[str, Any], account: Account, at: dt.datetime
) -> None:
    log("support_engineer", kind="support_call", direction=Direction.TWO_WAY, contacts=(contacts["ana"].id,))
    assert figures(account) == (at, None)


def test_an_answer_makes_a_proper_conversation_on_its_day(
    log: Callable[..., Any], contacts: dict[str, Any], account: Account, at: dt.datetime
) -> None:
    ana = (contacts["ana"].id,)
    log("seller", kind="email", direction=Direction.FROM_US, contacts=ana, when=at - 3 * DAY)
    assert figures(account) == (at - 3 * DAY, None)
    log("seller", kind="email", direction=Direction.TO_US, contacts=ana, when=at - DAY)
    assert figures(account) == (at - DAY, at - DAY)


def test_withdrawing_strikes_the_entry_and_takes_its_figures_back(
    log: Callable[..., Any],
    contacts: dict[str, Any],
    account: Account,
    author: Callable[[str], Author],
    at: dt.datetime,
) -> None:
    ana = (contacts["ana"].id,)
    log("seller", kind="email", direction=Direction.FROM_US, contacts=ana, when=at - 3 * DAY)
    answer = log("seller", kind="email", direction=Direction.TO_US, contacts=ana, when=at - DAY)

    withdraw_entry(entry=answer, by=author("seller"), at=at)

    assert EntryWithdrawal.objects.get(entry=answer).at == at
    assert figures(account) == (at - 3 * DAY, None)
    assert Entry.objects.get(kind="entry_withdrawn").subject_id == answer.id
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_entry(entry=answer, by=author("seller"), at=at)
    assert EntryWithdrawal.objects.count() == 1


def test_what_dugout_wrote_itself_is_not_withdrawn(
    account: Account, author: Callable[[str], Author], at: dt.datetime
) -> None:
    with transaction.atomic():
        made = record(kind="company_changed", by=author("admin"), at=at, account_id=account.id)
    before = digest_of_database()
    with pytest.raises(Refused, match="wrote this entry itself"):
        withdraw_entry(entry=made, by=author("admin"), at=at)
    assert digest_of_database() == before


def test_who_is_mentioned_is_told_once_and_the_author_never(
    log: Callable[..., Any], person: Callable[[str], Any]
) -> None:
    clerk, seller = person("finance_clerk"), person("seller")
    made = log("seller", mentions=(clerk.id, seller.id), people=(clerk.id,))
    told = Notification.objects.get()
    assert (told.person_id, told.entry_id, told.because) == (clerk.id, made.id, "Tom Okafor mentioned you.")
    # Who took part and is mentioned stands once, as one who took part.
    assert set(EntryPerson.objects.values_list("person_id", "mentioned")) == {
        (clerk.id, False),
        (seller.id, True),
    }


def test_a_refused_entry_names_every_problem_and_changes_nothing(
    account: Account, author: Callable[[str], Author], at: dt.datetime
) -> None:
    other = Account.objects.create(name="Lindqvist Dairies", made_at=at)
    stranger = Contact.objects.create(account=other, family_name="Lindqvist", made_at=at)
    entry = LoggedEntry(
        account_id=account.id, kind="account_changed", text=" \u200b ", happened_at=at + DAY, minutes=0,
        contacts=(stranger.id,), people=(10**9,), purpose="none such", next_step_on=at.date(),
        subject_kind="none_such", subject_id=1,
    )  # fmt: skip
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        log_entry(entry=entry, by=author("seller"), at=at)
    assert {problem.field for problem in refused.value.problems} == {
        "kind", "text", "happened_at", "minutes", "purpose", "next_step", "contacts", "people", "subject",
    }  # fmt: skip
    assert digest_of_database() == before


def test_an_unknown_account_is_missing(author: Callable[[str], Author], at: dt.datetime) -> None:
    with pytest.raises(Refused):
        log_entry(
            entry=LoggedEntry(account_id=10**9, kind="note", text="x", happened_at=at),
            by=author("seller"),
            at=at,
        )


def test_marks_that_turn_a_text_round_are_not_kept(log: Callable[..., Any], at: dt.datetime) -> None:
    made = log("seller", text="Send \u202egpj.exe\u202c\u2028to Ana", next_step="call \u2067Ana\u2069")

    kept = Entry.objects.get(id=made.id)
    assert (kept.text, kept.after) == (
        "Send gpj.exe\nto Ana", {"next_step": "call Ana", "next_step_on": None},
    )  # fmt: skip
