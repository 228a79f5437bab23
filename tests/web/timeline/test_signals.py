"""Signals and notices on the screens."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.history.commands import deliver_outbox
from dugout.history.terms import Author
from dugout.timeline.commands.signals import claim_signal, raise_signal
from dugout.timeline.models import Notification, Signal
from dugout.timeline.terms import RaisedSignal

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]


@pytest.fixture
def signal(raising: Callable[..., RaisedSignal], author: Callable[[str], Author], at: dt.datetime) -> Signal:
    return raise_signal(signal=raising(), by=author("support_engineer"), at=at)


def test_a_signal_is_raised_by_a_form(page: Page, account: Any) -> None:
    client = page("support_engineer")
    path = f"/accounts/{account.id}/signals/new"
    assert client.get(path).status_code == 200
    sent = {
        "text": "Alarms are silent.",
        "kind": "severe_ticket",
        "severity": "critical",
        "due_on": "2030-01-01",
    }
    answer = client.post(path, sent)
    made = Signal.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/signals/{made.id}")
    assert (made.severity, made.due_on) == (4, dt.date(2030, 1, 1))
    html = client.get(answer["Location"]).content.decode()
    assert "Alarms are silent." in html
    assert "Signal raised on Brightwater Foods." in html
    again = client.get(path).content.decode()
    assert "Open on this account already" in again


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"kind": ""}, {"severity": ""}, {"due_on": "31/02"}, {"text": "\0"}]
)
def test_a_refused_signal_keeps_what_was_typed(page: Page, account: Any, wrong: dict[str, str]) -> None:
    sent = {"text": "Typed text", "kind": "complaint", "severity": "watch", "due_on": ""} | wrong
    answer = page("seller").post(f"/accounts/{account.id}/signals/new", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Not raised yet." in html
    assert "text" in wrong or "Typed text" in html


def test_who_was_told_stands_on_the_signal_by_name(page: Page, signal: Signal, at: dt.datetime) -> None:
    before = page("engineer").get(f"/signals/{signal.id}").content.decode()
    assert "Within a minute: the account’s owner" in before
    deliver_outbox(at=at)
    after = page("engineer").get(f"/signals/{signal.id}").content.decode()
    assert "Ines Duarte. It shows wherever somebody is about to meet the client." in after


def test_the_navigation_counts_what_waits_for_one(
    page: Page, signal: Signal, author: Callable[[str], Author], at: dt.datetime
) -> None:
    def counted(key: str) -> bool:
        html = page(key).get("/more").content.decode()
        return (
            'title="Signals"' in html
            and '<span class="t">Signals</span><span class="count hot">1</span>' in html
        )

    assert counted("account_manager")
    assert not counted("engineer")
    claim_signal(signal_id=signal.id, by=author("engineer"), at=at)
    assert not counted("account_manager")
    assert counted("engineer")


def test_a_signal_is_claimed_resolved_and_read_by_all(page: Page, signal: Signal) -> None:
    manager, seller = page("account_manager"), page("seller")
    assert "Claim signal" in seller.get(f"/signals/{signal.id}").content.decode()
    assert manager.post(f"/signals/{signal.id}/claim").status_code == 302

    lost = seller.post(f"/signals/{signal.id}/claim")
    assert lost.status_code == 409
    assert "Ines Duarte has claimed this signal." in lost.content.decode()
    assert (
        seller.post(f"/signals/{signal.id}/resolve", {"outcome": "mended", "outcome_text": "x"}).status_code
        == 403
    )

    refused = manager.post(f"/signals/{signal.id}/resolve", {"outcome": "", "outcome_text": "Typed."})
    assert refused.status_code == 422
    assert "Typed." in refused.content.decode()
    manager.post(f"/signals/{signal.id}/resolve", {"outcome": "mended", "outcome_text": "New firmware."})
    html = seller.get(f"/signals/{signal.id}").content.decode()
    assert "How it ended" in html
    assert "New firmware." in html
    late = manager.post(f"/signals/{signal.id}/resolve", {"outcome": "mended", "outcome_text": "Again."})
    assert late.status_code == 409


def test_a_claim_is_given_back(page: Page, signal: Signal) -> None:
    page("seller").post(f"/signals/{signal.id}/claim")
    assert page("engineer").post(f"/signals/{signal.id}/release").status_code == 403
    assert page("seller").post(f"/signals/{signal.id}/release").status_code == 302
    assert Signal.objects.get().claimed_by is None
    assert page("seller").post(f"/signals/{signal.id}/release").status_code in (403, 422)


def test_evidence_is_added(page: Page, signal: Signal) -> None:
    client = page("engineer")
    assert client.post(f"/signals/{signal.id}/report", {"text": ""}).status_code == 422
    client.post(f"/signals/{signal.id}/report", {"text": "Metal mezzanine.", "severity": "critical"})
    html = client.get(f"/signals/{signal.id}").content.decode()
    assert "Metal mezzanine." in html
    assert "2 reports" in html


def test_the_list_shows_unclaimed_mine_claimed_and_resolved(
    page: Page, signal: Signal, author: Callable[[str], Author], at: dt.datetime
) -> None:
    client = page("seller")
    link = f'href="/signals/{signal.id}"'
    assert link in client.get("/signals").content.decode()
    claim_signal(signal_id=signal.id, by=author("seller"), at=at)
    assert link not in client.get("/signals").content.decode()
    assert link in client.get("/signals?view=mine").content.decode()
    assert link not in page("engineer").get("/signals?view=mine").content.decode()
    assert link in client.get("/signals?view=claimed").content.decode()
    client.post(f"/signals/{signal.id}/resolve", {"outcome": "answered", "outcome_text": "Told them."})
    assert link in client.get("/signals?view=resolved").content.decode()
    assert client.get("/signals?view=none-such").status_code == 200


def test_the_owner_finds_the_notice_opens_it_and_it_is_read(
    page: Page, signal: Signal, at: dt.datetime
) -> None:
    deliver_outbox(at=at)
    client = page("account_manager")
    html = client.get("/notices").content.decode()
    assert "Signal raised: installation trouble, serious, Brightwater Foods" in html
    assert "You own this account, and its signal is serious." in html
    notice = Notification.objects.get()
    assert page("seller").post(f"/notices/{notice.id}/open").status_code == 404
    opened = client.post(f"/notices/{notice.id}/open")
    assert opened["Location"] == f"/signals/{signal.id}"
    assert "You have read everything" in client.get("/notices?unread=1").content.decode()


def test_notices_are_marked_read_one_by_one_and_all_up_to_the_newest_shown(
    page: Page, log: Callable[..., Any], person: Callable[[str], Any]
) -> None:
    clerk = person("finance_clerk").id
    client = page("finance_clerk")
    assert "Nobody has told you anything yet" in client.get("/notices").content.decode()
    for _ in range(3):
        log("seller", mentions=(clerk,))
    first, second, third = Notification.objects.order_by("id")
    client.post(f"/notices/{first.id}/read")
    client.post("/notices/read-all", {"up_to": second.id})
    assert list(Notification.objects.filter(read_at=None)) == [third]
    client.post("/notices/read-all")
    assert not Notification.objects.filter(read_at=None).exists()
