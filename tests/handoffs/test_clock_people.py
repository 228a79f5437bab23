"""Whom the clocks tell: the person, their manager, both heads; in business hours, and through absences."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.handoffs.commands import accepting, opening
from dugout.handoffs.commands.clocks import tell_clocks
from dugout.handoffs.jobs import tell_handoff_clocks
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import Receiver
from dugout.history.models import Entry
from dugout.our_company.models import Holiday, Location
from dugout.people.models import Absence
from dugout.timeline.models import Notification
from tests.faults import leaves_nothing_when_broken
from tests.handoffs.scene import submitted

pytestmark = pytest.mark.django_db
ANSWER = "Accept or return the hand-off of Aurelia Biobank: "
INTRODUCE = "Introduce yourself to Aurelia Biobank: "
HALF, DUE, TWICE = "half the time is gone.", "the time is over.", "twice the time is gone."


def berlin(day: str, hour: int) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{hour:02}:00:00+01:00").astimezone(dt.UTC)


@pytest.fixture
def sent(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Handoff:
    """Submitted on Wednesday 4 March at 10:00 in Berlin; hours are nine to five."""
    return submitted(person("seller"), author("seller"), at)


@pytest.fixture
def told(person: Callable[[str], Any]) -> Callable[[str], list[str]]:
    """What the clocks have told somebody, in order."""

    def to(key: str) -> list[str]:
        rows = Notification.objects.filter(person=person(key), entry__kind="handoff_clock").order_by("id")
        return list(rows.values_list("because", flat=True))

    return to


def away(person: Any, stand_in: Any, first: str, last: str, at: dt.datetime) -> None:
    during = DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last) + dt.timedelta(days=1))
    Absence.objects.create(person=person, stand_in=stand_in, recorded_at=at, during=during)


def for_ines(
    sent: Handoff, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    to = Receiver(person_id=person("account_manager").id, because="She knows them.")
    opening.choose_receiver(handoff_id=sent.id, to=to, seen=None, by=author("seller"), at=at)


def test_a_named_receiver_is_reminded_then_their_manager_told_then_both_heads(
    sent: Handoff,
    person: Callable[[str], Any],
    author: Any,
    at: dt.datetime,
    told: Callable[[str], list[str]],
) -> None:
    for_ines(sent, person, author, at)
    for moment in (berlin("2026-03-05", 10), berlin("2026-03-06", 10), berlin("2026-03-10", 10)):
        assert tell_clocks(at=moment - dt.timedelta(minutes=1)) == 0
        assert tell_clocks(at=moment) == 1
    assert told("account_manager") == [ANSWER + HALF, ANSWER + DUE]
    # Her manager heads the side too.
    assert told("accounts_head") == [ANSWER + DUE, ANSWER + TWICE]
    assert told("sales_head") == [ANSWER + TWICE]
    assert told("other_account_manager") == told("seller") == []


def test_the_introduction_has_forty_hours_of_its_own(
    sent: Handoff, author: Callable[[str], Any], at: dt.datetime, told: Callable[[str], list[str]]
) -> None:
    accepting.accept_handoff(handoff_id=sent.id, seen=None, by=author("account_manager"), at=at)
    for moment in (berlin("2026-03-06", 14), berlin("2026-03-11", 10), berlin("2026-03-18", 10)):
        assert tell_clocks(at=moment - dt.timedelta(minutes=1)) == 0
        assert tell_clocks(at=moment) == 1
    assert told("account_manager") == [INTRODUCE + HALF, INTRODUCE + DUE]
    assert told("accounts_head") == [INTRODUCE + DUE, INTRODUCE + TWICE]
    assert told("sales_head") == [INTRODUCE + TWICE]
    assert tell_clocks(at=berlin("2026-03-31", 10)) == 0


def test_a_holiday_stops_the_clock_and_a_half_day_half(sent: Handoff, at: dt.datetime) -> None:
    calendar = Location.objects.get(main=True).calendar
    Holiday.objects.create(calendar=calendar, day=dt.date(2026, 3, 5), name="Founders' day")
    Holiday.objects.create(calendar=calendar, day=dt.date(2026, 3, 6), name="Half", open_until=dt.time(13))
    clock = handoff_page(sent.id, at=at).clock
    assert clock is not None
    # Seven hours on Wednesday, four on Friday, five on Monday.
    assert clock.reading.due_at == berlin("2026-03-09", 14)


def test_the_stand_in_of_the_receiver_is_told_and_may_act(
    sent: Handoff,
    person: Callable[[str], Any],
    author: Any,
    at: dt.datetime,
    told: Callable[[str], list[str]],
) -> None:
    for_ines(sent, person, author, at)
    away(person("account_manager"), person("support_engineer"), "2026-03-05", "2026-03-06", at)
    half = berlin("2026-03-05", 10)
    assert tell_clocks(at=half) == 1
    assert (told("account_manager"), told("support_engineer")) == (
        [], ["You act for Ines Duarte. " + ANSWER + HALF],
    )  # fmt: skip
    page = handoff_page(sent.id, at=half)
    assert (page.mover_name, page.stand_in_name) == ("Ines Duarte", "Aoife Kelleher")
    accepting.accept_handoff(handoff_id=sent.id, seen=None, by=author("support_engineer"), at=half)
    sent.refresh_from_db()
    assert sent.account.owner == person("account_manager")
    entry = Entry.objects.get(kind="handoff_accepted")
    assert (entry.author_id, entry.stand_in_for_id) == (
        person("support_engineer").id,
        person("account_manager").id,
    )


def test_an_absent_head_is_stood_for_by_the_deputy(
    sent: Handoff, person: Callable[[str], Any], at: dt.datetime, told: Callable[[str], list[str]]
) -> None:
    away(person("sales_head"), person("other_seller"), "2026-03-10", "2026-03-10", at)
    assert tell_clocks(at=berlin("2026-03-10", 10)) == 2
    assert [text.endswith(ANSWER + TWICE) for text in told("other_seller")] == [True]
    assert told("sales_head") == []


def test_a_sweep_that_breaks_anywhere_tells_nothing_and_the_next_one_all(
    sent: Handoff, told: Callable[[str], list[str]]
) -> None:
    moment = berlin("2026-03-06", 10)
    leaves_nothing_when_broken(lambda: tell_clocks(at=moment))
    assert told("account_manager") == []
    assert tell_clocks(at=moment) == 1
    assert told("account_manager") == [ANSWER + DUE]


def test_the_job_of_each_minute_tells_what_is_due_now(
    sent: Handoff, told: Callable[[str], list[str]]
) -> None:
    """The hand-off was submitted long before today."""
    tell_handoff_clocks(0)
    assert told("account_manager") == [ANSWER + DUE]
    tell_handoff_clocks(60)
    assert told("account_manager") == [ANSWER + DUE]


def test_an_acceptance_that_breaks_anywhere_leaves_nothing(
    sent: Handoff, author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("account_manager")
    accept = lambda: accepting.accept_handoff(handoff_id=sent.id, seen=None, by=by, at=at)  # noqa: E731
    assert leaves_nothing_when_broken(accept) > 25
    accept()
    assert Handoff.objects.get(id=sent.id).state == "accepted"
