"""Needs, goals and promises on the screen: added, changed, settled, each with its page and its refusals."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.client_document.commands.goals import change_goal
from dugout.client_document.commands.needs import change_need
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.terms import GoalValues, NeedValues
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.terms import LoggedEntry
from dugout.values.records import values_of
from tests.client_document.accounts import add_contact
from tests.web.accounts.test_changing import fields_of
from tests.web.documents.queries import own_queries
from tests.web.documents.test_document import html_of, words

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
FETCH = {"X-Requested-With": "fetch"}
NEED = {"text": "One alarm desk.", "kind": "need", "horizon": "long", "state": "agreed", "day": "2026-03-03"}
GOAL = {
    "text": "Cut write-offs.", "measure": "A year", "baseline": "€310k", "target": "€120k", "current": "",
    "due_on": "2027-01-01", "state": "open",
}  # fmt: skip
PROMISE = {"text": "Quiet hours at night.", "made_on": "2026-03-03", "due_on": "2026-04-01"}


@pytest.fixture
def need(page: Page, account: Account) -> Need:
    page("seller").post(f"/accounts/{account.id}/needs/new", NEED)
    return Need.objects.get()


@pytest.fixture
def goal(page: Page, account: Account) -> Goal:
    page("seller").post(f"/accounts/{account.id}/goals/new", GOAL)
    return Goal.objects.get()


@pytest.fixture
def promise(page: Page, account: Account) -> Promise:
    page("seller").post(f"/accounts/{account.id}/promises/new", PROMISE)
    return Promise.objects.get()


@pytest.mark.parametrize("part", [True, False])
def test_a_need_is_added_by_a_form_that_a_script_shows_as_a_dialog(
    page: Page, account: Account, person: Callable[[str], Any], part: bool
) -> None:
    client = page("seller")
    path = f"/accounts/{account.id}/needs/new?kind=aspiration"
    html = client.get(path, headers=FETCH if part else {}).content.decode()
    assert ("<html" not in html) is part
    assert "What does Brightwater Foods want to become?" in html
    sent = NEED | {"kind": "aspiration", "owner": str(person("engineer").id)}
    answer = client.post(path, sent)
    need = Need.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/accounts/{account.id}/document#need-{need.id}",
    )
    assert (need.kind, need.horizon, need.state, need.day) == (
        "aspiration",
        "long",
        "agreed",
        dt.date(2026, 3, 3),
    )
    assert need.owner == person("engineer")
    assert "Aspiration added." in html_of(client, f"/accounts/{account.id}/document")


@pytest.mark.parametrize(
    ("path", "sent", "field"),
    [
        ("needs", NEED | {"text": " "}, "text"),
        ("needs", NEED | {"day": "31/02"}, "day"),
        ("needs", NEED | {"owner": "999999999"}, "owner"),
        ("needs", NEED | {"source_entry": "999999999"}, "source_entry"),
        ("goals", GOAL | {"text": ""}, "text"),
        ("goals", GOAL | {"measure": "x" * 201}, "measure"),
        ("goals", GOAL | {"due_on": "soon"}, "due_on"),
        ("promises", PROMISE | {"text": "\0"}, "text"),
        ("promises", PROMISE | {"made_on": "2999-01-01"}, "made_on"),
        ("promises", PROMISE | {"due_on": "2026-01-01"}, "due_on"),
        ("promises", PROMISE | {"to_contact": "999999999"}, "to_contact"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_writes_nothing(
    page: Page, account: Account, path: str, sent: dict[str, str], field: str
) -> None:
    answer = page("seller").post(f"/accounts/{account.id}/{path}/new", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html
    kept = {name: value for name, value in sent.items() if name not in (field, "kind", "state", "horizon")}
    for value in filter(None, kept.values()):
        assert value in html
    assert not Entry.objects.filter(account=account).exists()


def test_a_need_is_changed_and_its_page_tells_its_past(page: Page, need: Need) -> None:
    client = page("seller")
    form = html_of(client, f"/needs/{need.id}/change")
    assert '<option value="agreed" selected>' in form
    assert '<option value="met">' in form
    sent = NEED | {"state": "met", "seen": "1"}
    assert client.post(f"/needs/{need.id}/change", sent).status_code == 302
    need.refresh_from_db()
    assert (need.state, need.version) == ("met", 2)
    page_of_it = words(html_of(page("engineer"), f"/needs/{need.id}"))
    assert "State Met" in page_of_it
    assert "Need changed: One alarm desk." in page_of_it
    assert "Need added: One alarm desk." in page_of_it


def test_a_stale_need_shows_both_texts_and_is_saved_over_the_other_knowingly(
    page: Page, need: Need, author: Callable[[str], Any], at: dt.datetime
) -> None:
    theirs = replace(values_of(NeedValues, need), text="Two alarm desks.")
    change_need(need_id=need.id, values=theirs, seen=1, by=author("account_manager"), at=at)
    sent = NEED | {"text": "Three alarm desks.", "seen": "1"}
    client = page("seller")
    answer = client.post(f"/needs/{need.id}/change", sent)
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Ines Duarte changed this while you had it open." in words(html)
    assert "Two alarm desks.</td>" in html
    assert "Three alarm desks.</textarea>" in html
    assert '<input name="seen" value="2"' in html
    assert client.post(f"/needs/{need.id}/change", sent | {"seen": "2"}).status_code == 302
    need.refresh_from_db()
    assert (need.text, need.version) == ("Three alarm desks.", 3)


def test_a_goal_is_added_changed_and_its_page_tells_every_value_it_had(
    page: Page, goal: Goal, account: Account
) -> None:
    client = page("seller")
    assert "Cut write-offs. A year €310k €120k" in words(html_of(client, f"/accounts/{account.id}/document"))
    for version, value in ((1, "€200k"), (2, "€168k")):
        sent = GOAL | {"current": value, "state": "on_track", "seen": str(version)}
        assert client.post(f"/goals/{goal.id}/change", sent).status_code == 302
    past = words(html_of(page("engineer"), f"/goals/{goal.id}").split("What was done to it")[1])
    assert past.index("was €200k is now €168k") < past.index("not set is now €200k")


def test_a_stale_goal_shows_what_it_says_now(
    page: Page, goal: Goal, author: Callable[[str], Any], at: dt.datetime
) -> None:
    theirs = replace(values_of(GoalValues, goal), current="€168k")
    change_goal(goal_id=goal.id, values=theirs, seen=1, by=author("account_manager"), at=at)
    answer = page("seller").post(f"/goals/{goal.id}/change", GOAL | {"current": "€1", "seen": "1"})
    assert answer.status_code == 412
    assert "€168k</td>" in answer.content.decode()
    assert 'value="€1"' in answer.content.decode()


def test_a_promise_is_kept_undone_and_broken_by_one_button_each(
    page: Page, promise: Promise, account: Account
) -> None:
    client = page("seller")
    answer = client.post(f"/promises/{promise.id}/keep")
    assert answer["Location"] == f"/accounts/{account.id}/document#promise-{promise.id}"
    html = html_of(client, f"/accounts/{account.id}/document")
    assert "The promise is kept." in html
    assert f'action="/promises/{promise.id}/reopen"' in html
    client.post(f"/promises/{promise.id}/reopen")
    client.post(f"/promises/{promise.id}/break")
    promise.refresh_from_db()
    assert (promise.state, promise.version) == ("broken", 4)
    kinds = Entry.objects.filter(subject_kind="promise").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["promise_made", "promise_kept", "promise_reopened", "promise_broken"]


def test_who_settles_a_settled_promise_reads_who_was_first(page: Page, promise: Promise) -> None:
    page("seller").post(f"/promises/{promise.id}/keep")
    late = page("seller").post(f"/promises/{promise.id}/break")
    assert late.status_code == 409
    assert "Tom Okafor has marked this promise kept." in late.content.decode()
    changed = page("seller").post(f"/promises/{promise.id}/change", PROMISE | {"seen": "2"})
    assert changed.status_code == 422


def test_a_promise_says_where_it_was_said_and_to_whom(
    page: Page, account: Account, author: Callable[[str], Any], at: dt.datetime
) -> None:
    ana = add_contact(account, "Ana Ruiz", "user")
    entry = log_entry(
        entry=LoggedEntry(
            account_id=account.id, kind="call", text="Quiet hours.", happened_at=at, contacts=(ana.id,),
            direction=Direction.TWO_WAY,
        ),
        by=author("seller"), at=at,
    )  # fmt: skip
    client = page("seller")
    form = html_of(client, f"/accounts/{account.id}/promises/new")
    assert f'<option value="{entry.id}">4 Mar: Call with Ana Ruiz, Tom Okafor</option>' in form
    sent = PROMISE | {"to_contact": str(ana.id), "said_in": str(entry.id)}
    assert client.post(f"/accounts/{account.id}/promises/new", sent).status_code == 302
    promise = Promise.objects.get()
    assert (promise.to_contact, promise.said_in_id, promise.by.name) == (ana, entry.id, "Tom Okafor")
    assert f'href="/entries/{entry.id}"' in html_of(client, f"/accounts/{account.id}/document")
    assert f'href="/entries/{entry.id}"' in html_of(client, f"/promises/{promise.id}")


def test_only_who_may_writes_records(page: Page, need: Need, goal: Goal, promise: Promise) -> None:
    client = page("engineer")
    for path in (
        f"/accounts/{need.account_id}/needs/new", f"/accounts/{need.account_id}/goals/new",
        f"/accounts/{need.account_id}/promises/new", f"/needs/{need.id}/change", f"/goals/{goal.id}/change",
        f"/promises/{promise.id}/change",
    ):  # fmt: skip
        assert client.get(path).status_code == 403, path
        assert client.post(path, {"text": "x"}).status_code == 403, path
    for verb in ("keep", "break", "reopen"):
        refused = client.post(f"/promises/{promise.id}/{verb}")
        assert refused.status_code == 403
        assert "by who made it" in refused.content.decode()
        assert client.get(f"/promises/{promise.id}/{verb}").status_code == 405


def test_what_only_the_other_changed_is_taken_over_into_the_form_of_a_goal(
    page: Page, goal: Goal, author: Callable[[str], Any], at: dt.datetime
) -> None:
    client = page("seller")
    opened = fields_of(html_of(client, f"/goals/{goal.id}/change"))
    theirs = replace(values_of(GoalValues, goal), current="€168k")
    change_goal(goal_id=goal.id, values=theirs, seen=1, by=author("account_manager"), at=at)
    answer = client.post(f"/goals/{goal.id}/change", opened | {"target": "€100k"})
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Taken over into your form, as you had not touched it: Now." in words(html)
    assert "You changed different things. Save again, and both are kept." in words(html)
    assert client.post(f"/goals/{goal.id}/change", fields_of(html)).status_code == 302
    goal.refresh_from_db()
    assert (goal.current, goal.target, goal.version) == ("€168k", "€100k", 3)


def test_everything_that_cannot_be_read_is_told_at_once(page: Page, account: Account) -> None:
    sent = {"text": "", "made_on": "31/02", "due_on": "soon"}
    html = page("seller").post(f"/accounts/{account.id}/promises/new", sent).content.decode()
    assert "3 answers need you." in html
    for field in sent:
        assert f'href="#f-{field}"' in html


@pytest.mark.parametrize("rows", [1, 3])
def test_a_records_page_and_form_take_the_same_queries_whatever_was_done(
    page: Page, goal: Goal, account: Account, rows: int
) -> None:
    client = page("seller")
    for version in range(1, rows + 1):
        client.post(f"/goals/{goal.id}/change", GOAL | {"current": str(version), "seen": str(version)})
    # The goal with account and owner, its entries, who took part in them.
    assert own_queries(client, f"/goals/{goal.id}") == 3
    # The goal for who may change it, and again as it stands when its form is drawn.
    assert own_queries(client, f"/goals/{goal.id}/change") == 2
    # The account, who works here, contacts, and of the entries with the client none.
    assert own_queries(client, f"/accounts/{account.id}/promises/new") == 4
