"""The story keeps its promises: who works here, what is on the way and in which state, and when it happened."""

import datetime as dt
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dugout.access.viewer import viewer_for
from dugout.accounts.models import Account, Contact, ContactRole
from dugout.client_document.models import Goal, Need, Promise
from dugout.demo.company import DEPARTMENT_HEADS, EMPLOYEES, closed_days
from dugout.demo.days import ZONE
from dugout.handoffs.models import ClockNotice, Handoff
from dugout.handoffs.queries.introducing import mark_introduced, with_manager
from dugout.handoffs.queries.moves import move_now
from dugout.history.models import Entry, OutboxRow
from dugout.our_company.models import Company, Department, Holiday
from dugout.overview.queries.today import today_of
from dugout.overview.terms.today import When
from dugout.people.models import Absence, Person, Post, SideHead
from dugout.revenue.models import Movement, Paper
from dugout.selling.models import CommitmentRequest, Opportunity, SellingStep, WentOnWithout
from dugout.timeline.models import EntryWithdrawal, Notification, Signal
from dugout.versioned_text.models import Revision

pytestmark = pytest.mark.usefixtures("company", "db")
HAMBURG = ZoneInfo("Europe/Berlin")


def test_eighteen_people_work_in_all_default_departments_and_both_sides_have_head_and_deputy(
    told: dt.date,
) -> None:
    assert Person.objects.count() == len(EMPLOYEES) == 18
    assert set(Post.objects.values_list("department__name", flat=True)) == set(
        Department.objects.values_list("name", flat=True)
    )
    assert {one[0] for one in DEPARTMENT_HEADS} == set(Department.objects.values_list("name", flat=True))
    assert SideHead.objects.filter(deputy=None).count() == 0
    assert set(SideHead.objects.values_list("side", flat=True)) == {"sales", "account_management"}
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert Company.objects.get().demo


def test_somebody_is_away_today_and_somebody_stands_in(told: dt.date) -> None:
    away = Absence.objects.get(during__contains=told)
    assert (away.person.name, away.stand_in.name if away.stand_in else "") == ("Jonas Weber", "Priya Raman")
    assert Holiday.objects.filter(day__year=told.year).count() > 9
    assert Holiday.objects.exclude(open_until=None).exists()


def test_thirty_accounts_in_many_countries_with_their_contacts() -> None:
    assert Account.objects.count() == 30
    assert Account.objects.exclude(parent=None).count() == 2
    assert Account.objects.values("country").distinct().count() >= 12
    assert Counter(Account.objects.values_list("stage", flat=True)) == {
        "client": 18,
        "prospect": 11,
        "lapsed": 1,
    }
    assert max(len(name) for name in Account.objects.values_list("name", flat=True)) > 70
    assert Contact.objects.filter(left_on__isnull=False).exists()
    assert set(ContactRole.objects.values_list("role", flat=True)) == {
        "economic_buyer", "decision_maker", "influencer", "user", "blocker", "champion", "payables", "procurement",
        "technical",
    }  # fmt: skip
    assert not Account.objects.exclude(id__in=Contact.objects.values("account_id")).exists()


def test_sales_stand_in_every_step_of_three_processes_and_end_in_every_way() -> None:
    stands = set(Opportunity.objects.filter(settled_at=None).values_list("process__key", "step__number"))
    assert stands == set(SellingStep.objects.values_list("process__key", "number"))
    assert set(Opportunity.objects.values_list("outcome", flat=True)) == {"open", "won", "lost", "abandoned"}
    assert set(CommitmentRequest.objects.values_list("answer", flat=True)) == {"open", "given", "refused"}


def test_open_sales_are_stalled_without_and_past_their_next_step_and_went_on_without(told: dt.date) -> None:
    rows = Opportunity.objects.filter(outcome="open")
    assert {row.name for row in rows.filter(next_step_on=None)} >= {"Ice plants of three harbours"}
    assert rows.filter(next_step_on__lt=told).exists()
    assert rows.filter(next_step_on=told).exists()
    assert rows.filter(next_step_on__gt=told).exists()
    assert WentOnWithout.objects.filter(opportunity__outcome="open").exists()


def test_hand_offs_are_in_every_state_with_clocks_running_out_and_over(told: dt.date) -> None:
    assert Counter(Handoff.objects.values_list("state", flat=True)) == {
        "accepted": 17, "submitted": 2, "returned": 1, "draft": 1, "withdrawn": 1,
    }  # fmt: skip
    assert Handoff.objects.filter(state="submitted", receiver=None).exists()
    assert set(ClockNotice.objects.values_list("kind", flat=True)) >= {"half", "due"}
    assert set(ClockNotice.objects.values_list("clock", flat=True)) == {"answer", "mend", "introduce"}


def test_only_who_accepted_lately_has_a_client_to_introduce() -> None:
    accepted = list(with_manager(Handoff.objects.filter(state="accepted").select_related("account")))
    mark_introduced(accepted)
    assert {row.account.name for row in accepted if move_now(row)} == {
        "Sable Point Fisheries", "Velden Diagnostics",
    }  # fmt: skip


def test_signals_of_each_severity_are_open_claimed_and_resolved() -> None:
    def state(signal: Signal) -> str:
        return "resolved" if signal.resolved_at else "claimed" if signal.claimed_by_id else "open"

    found = Counter((signal.severity, state(signal)) for signal in Signal.objects.all())
    assert set(found) == {
        (severity, state) for severity in (1, 2, 3, 4) for state in ("open", "claimed", "resolved")
    }


def test_papers_movements_promises_needs_goals_and_revisions_are_of_every_kind(told: dt.date) -> None:
    papers = {(paper.kind, paper.confirmed_at is None) for paper in Paper.objects.all()}
    assert papers == {("contract", True), ("contract", False), ("order", True), ("order", False)}
    assert set(Movement.objects.values_list("kind", flat=True)) >= {"new", "expansion", "churn", "renewal"}
    promises = Promise.objects.all()
    assert set(promises.values_list("state", flat=True)) == {"open", "kept", "broken"}
    assert promises.filter(state="open", due_on__lt=told).exists()
    assert promises.filter(state="open", due_on=told).exists()
    assert promises.filter(state="open", due_on__gt=told).exists()
    assert set(Need.objects.values_list("state", flat=True)) >= {"open", "agreed"}
    assert set(Goal.objects.values_list("state", flat=True)) >= {"open", "on_track", "behind", "reached"}
    assert set(Revision.objects.values_list("side", flat=True)) >= {"sales", "account_management"}
    assert EntryWithdrawal.objects.count() == 1


def test_a_client_in_trouble_of_whom_its_seller_hears_on_today(now: dt.datetime) -> None:
    account = Account.objects.get(name="Brightwater Foods")
    trouble = Signal.objects.filter(account=account, resolved_at=None, claimed_by=None, severity__gte=3)
    assert {signal.raised_by.name for signal in trouble if signal.raised_by} == {
        "Aoife Kelleher",
        "Daniel Brandt",
    }
    tom = Person.objects.get(name="Tom Okafor")
    assert account.owner != tom
    assert Opportunity.objects.filter(account=account, owner=tom, kind="expansion", outcome="open").exists()
    assert Notification.objects.filter(person=tom, entry__account=account, read_at=None).exists()
    first = today_of(viewer_for(tom, at=now), at=now)[0]
    assert (first.account, first.when, first.button) == ("Brightwater Foods", When.NOW, "Read signal")
    assert "know this before you call" in first.why


def test_all_happened_on_working_days_at_working_hours_and_nothing_after_yesterday(told: dt.date) -> None:
    closed = closed_days(told)
    for at, author in Entry.objects.values_list("happened_at", "author_id"):
        moment = at.astimezone(ZONE)
        assert moment.date() < told
        assert moment.weekday() < 5
        assert moment.date() not in closed
        if author is not None:
            assert dt.time(8, 30) <= moment.time() <= dt.time(17, 0)


def test_who_is_away_does_nothing(told: dt.date) -> None:
    away = Absence.objects.get(during__contains=told)
    since = dt.datetime.combine(away.during.lower, dt.time(), ZONE)
    assert not Entry.objects.filter(author=away.person, happened_at__gte=since).exists()
    assert Entry.objects.filter(author=away.person).count() > 50


def test_every_department_writes_and_the_story_lasts_two_years(told: dt.date) -> None:
    logged = Entry.objects.filter(account__isnull=False)
    by_people = logged.exclude(author=None)
    assert set(by_people.values_list("author__name", flat=True)) == {one.name for one in EMPLOYEES}
    first = by_people.earliest("happened_at").happened_at
    assert (
        dt.timedelta(days=700) < dt.datetime.combine(told, dt.time(), dt.UTC) - first < dt.timedelta(days=800)
    )
    assert by_people.count() > 2_000


def test_everybody_finds_something_to_do_today(now: dt.datetime) -> None:
    few = {}
    for person in Person.objects.all():
        lines = today_of(viewer_for(person, at=now), at=now)
        if len(lines) < 3:
            few[person.name] = [line.text for line in lines]
    assert few == {}


def test_nothing_waits_to_be_delivered_and_only_the_newest_notices_are_unread(told: dt.date) -> None:
    assert OutboxRow.objects.filter(delivered_at=None).count() == 0
    unread = Counter(Notification.objects.filter(read_at=None).values_list("person__name", flat=True))
    assert unread
    assert max(unread.values()) < 20


def test_what_must_be_found_is_found_by_name(told: dt.date) -> None:
    from dugout.search.models import SearchName

    def names(kind: str, model: Any) -> bool:
        return SearchName.objects.filter(kind=kind).count() == model.objects.count()

    assert names("account", Account)
    assert names("contact", Contact)
    assert names("person", Person)
