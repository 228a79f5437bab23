"""The feed, conversations, signals and the inbox, with their numbers of queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from dugout.accounts.models import Account
from dugout.history.parts import record
from dugout.history.terms import Author, Direction, Subject
from dugout.timeline.commands.logging import withdraw_entry
from dugout.timeline.commands.signals import claim_signal, raise_signal
from dugout.timeline.queries.conversations import conversations_of
from dugout.timeline.queries.feed import department_counts, feed_of, line_of
from dugout.timeline.queries.inbox import inbox, unread_count
from dugout.timeline.queries.naming import contacts_of, proposal_for
from dugout.timeline.queries.signals import ORDER, open_signals_of, signals
from dugout.timeline.terms import Change, FeedFilter, RaisedSignal, Severity, SignalState

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
DAY = dt.timedelta(days=1)
Log = Callable[..., Any]


def feed(account: Account, **values: Any) -> Any:
    return feed_of(account.id, zone=BERLIN, currency="EUR", **values)


def test_a_line_says_who_with_whom_how_long_and_what_next(
    log: Log, account: Account, contacts: dict[str, Any], person: Callable[[str], Any]
) -> None:
    log(
        "support_engineer", kind="call", direction=Direction.TWO_WAY, minutes=6, contacts=(contacts["dev"].id,),
        mentions=(person("seller").id,), next_step="give a date", next_step_on=dt.date(2026, 3, 5),
    )  # fmt: skip
    (line,) = feed(account).lines
    assert (line.headline, line.author, line.department, line.mark) == (
        "Call with Dev Anand", "Aoife Kelleher", "Support", "3b",
    )  # fmt: skip
    assert [one.name for one in line.people] == ["Aoife Kelleher"]
    assert [one.name for one in line.mentions] == ["Tom Okafor"]
    assert (line.next_step, line.next_step_on) == ("give a date", dt.date(2026, 3, 5))
    assert (line.happened_at.hour, line.changes, line.withdrawn_by) == (10, (), "")


def test_an_automatic_change_reads_in_words_with_names(
    account: Account, author: Callable[[str], Author], person: Callable[[str], Any], at: dt.datetime
) -> None:
    with transaction.atomic():
        record(
            kind="company_changed", by=author("admin"), at=at, account_id=account.id,
            subject=Subject(kind="signal", id=7),
            before={"owner_id": None, "annual_revenue": 100},
            after={"owner_id": person("seller").id, "annual_revenue": 250},
        )  # fmt: skip
    (line,) = feed(account).lines
    assert line.changes == (
        Change(label="owner", before="", after="Tom Okafor"),
        Change(label="annual revenue", before="€1", after="€2.50"),
    )
    assert (line.headline, line.record_path) == ("Company changed", "/signals/7")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_the_feed_takes_two_queries(
    rows: int, log: Log, account: Account, contacts: dict[str, Any], django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        log(
            "seller",
            kind="call",
            direction=Direction.TWO_WAY,
            contacts=tuple(c.id for c in contacts.values()),
        )
    with django_assert_num_queries(2):
        assert len(feed(account).lines) == rows


def test_the_feed_pages_newest_first_without_gap_or_double(log: Log, account: Account) -> None:
    ids = [log("seller").id for _ in range(7)]
    seen: list[int] = []
    after = None
    while True:
        page = feed(account, limit=3, after=after)
        seen += [line.id for line in page.lines]
        after = page.after
        if after is None:
            break
    assert seen == ids[::-1]


def test_the_feed_is_filtered_by_department_kind_person_contact_and_with_client(
    log: Log, account: Account, contacts: dict[str, Any], person: Callable[[str], Any]
) -> None:
    ana, dev = contacts["ana"].id, contacts["dev"].id
    call = log("seller", kind="call", direction=Direction.TWO_WAY, contacts=(ana,)).id
    note = log("engineer", people=(person("seller").id,)).id
    mail = log("finance_clerk", kind="email", direction=Direction.FROM_US, contacts=(dev,)).id
    department = feed(account).lines[0].entry.department_id

    def ids(**wanted: Any) -> list[int]:
        return [line.id for line in feed(account, wanted=FeedFilter(**wanted)).lines]

    assert ids(department_id=department) == [mail]
    assert ids(kind="call") == [call]
    assert ids(person_id=person("seller").id) == [note, call]
    assert ids(contact_id=ana) == [call]
    assert ids(with_client=True) == [mail, call]
    assert ids(text="AS IT") == [mail, note, call]
    assert ids(text="a Ruiz") == [call]
    assert ids(text="%") == ids(text="_") == ids(text="nothing of this") == []
    assert ids(text="ruiz", kind="email") == []
    assert [(one.name, one.mark, one.count) for one in department_counts(account.id)] == [
        ("Engineering", "ss", 1), ("Finance", "1b", 1), ("Outside Sales", "cf", 1),
    ]  # fmt: skip


def test_a_withdrawn_entry_stays_struck_and_its_withdrawal_is_no_line_of_its_own(
    log: Log, account: Account, author: Callable[[str], Author], at: dt.datetime
) -> None:
    entry = log("seller")
    withdraw_entry(entry=entry, by=author("seller"), at=at)
    (line,) = feed(account).lines
    assert (line.id, line.withdrawn_by, line.withdrawn_at) == (entry.id, "Tom Okafor", at)


def test_one_entry_is_found_as_its_line(log: Log) -> None:
    entry = log("seller")
    found = line_of(entry.id, zone=BERLIN, currency="EUR")
    assert found is not None
    assert found.text == "As it was."
    assert line_of(10**9, zone=BERLIN, currency="EUR") is None


def test_conversations_are_given_by_department_as_known_then_in_one_query(
    log: Log, account: Account, contacts: dict[str, Any], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    ana = (contacts["ana"].id,)
    call = log("seller", kind="call", direction=Direction.TWO_WAY, contacts=ana, when=at - 2 * DAY)
    log("finance_clerk", kind="email", direction=Direction.FROM_US, contacts=ana)
    log("seller", when=at + DAY, kind="call", direction=Direction.TWO_WAY, contacts=ana)
    with django_assert_num_queries(1):
        found = conversations_of(account.id, until=at)
    assert (found.last_contact_at, found.last_proper_at) == (at, at - 2 * DAY)
    assert found.proper_by_department == {call.department_id: at - 2 * DAY}
    assert len(found.contact_by_department) == 2


def test_signals_are_listed_by_state_worst_first(
    account: Account, raising: Callable[..., RaisedSignal], author: Callable[[str], Author], at: dt.datetime,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    by = author("engineer")
    watch = raise_signal(signal=raising(severity=Severity.WATCH), by=by, at=at)
    critical = raise_signal(signal=raising(severity=Severity.CRITICAL), by=by, at=at)
    claim_signal(signal_id=critical.id, by=by, at=at)
    with django_assert_num_queries(1):
        assert open_signals_of(account.id) == [critical, watch]
    assert list(signals(state=SignalState.OPEN).order_by(*ORDER)) == [watch]
    assert list(signals(state=SignalState.CLAIMED)) == [critical]
    assert list(signals(claimed_by=[by.person_id or 0], unresolved=True)) == [critical]
    assert list(signals(state=SignalState.RESOLVED)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_inbox_takes_two_queries(
    rows: int, log: Log, person: Callable[[str], Any], django_assert_num_queries: Any
) -> None:
    clerk = person("finance_clerk").id
    entries = [log("seller", mentions=(clerk,)).id for _ in range(rows)]
    with django_assert_num_queries(2):
        found = inbox(clerk, zone=BERLIN, currency="EUR")
    assert [notice.line.id for notice in found.notices] == entries[::-1]
    assert found.notices[0].path == f"/entries/{entries[-1]}"
    assert (found.notices[0].account, found.notices[0].unread) == ("Brightwater Foods", True)
    assert unread_count(clerk) == rows


def test_a_sentence_proposes_among_the_accounts_contacts(
    account: Account, contacts: dict[str, Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    text = "spoke with Ana, 20 min, wants a quote by Friday @Marek"
    found = proposal_for(text, account_contacts=contacts_of(account.id), today=at.date())
    assert [one.id for one in found.contacts] == [contacts["ana"].id]
    assert [one.id for one in found.mentions] == [person("finance_clerk").id]
