"""Timeline, log, signals and notices in real Chromium."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.jobs import drain_outbox
from dugout.history.terms import Author
from dugout.timeline.commands.signals import claim_signal, raise_signal, resolve_signal
from dugout.timeline.models import Signal
from dugout.timeline.terms import RaisedSignal, Severity
from tests.overview.scene import client
from tests.web.look.conftest import answers, opened
from tests.web.standing import stands_everywhere

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def test_every_page_of_the_timeline_stands(
    answers: Any, opened: Any, person: Callable[[str], Any],
    author: Callable[[str], Author], at: dt.datetime, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(hours=5))
    account_id = client(person, author, at, of_each=2).account.id
    by = author("account_manager")
    good = RaisedSignal(
        account_id=account_id, kind="praise", severity=Severity.INFO, text="They like the alarms."
    )
    done = raise_signal(signal=good, by=author("seller"), at=at)
    resolve_signal(signal_id=done.id, outcome="answered", text="Thanked them.", by=by, at=at)
    drain_outbox()
    first = Signal.objects.filter(resolved_at=None).earliest("id")
    claim_signal(signal_id=first.id, by=by, at=at)
    paths = {
        "timeline": f"/accounts/{account_id}/timeline", "find": f"/accounts/{account_id}/timeline/find",
        "log": f"/accounts/{account_id}/log?text=spoke+with+Dev",
        "choose": "/log", "raise": f"/accounts/{account_id}/signals/new", "signals": "/signals?view=claimed",
        "signal": f"/signals/{first.id}", "resolved": f"/signals/{done.id}", "notices": "/notices",
    }  # fmt: skip
    pages = answers(*paths.values())
    for name, path in paths.items():
        stands_everywhere(opened({path: pages[path]}, path), f"{name}")


def test_where_there_is_no_room_for_a_rail_its_filters_stand_behind_a_button_above_the_entries(
    page: Any, opened: Any, person: Callable[[str], Any], author: Callable[[str], Author], at: dt.datetime
) -> None:
    path = f"/accounts/{client(person, author, at, of_each=1).account.id}/timeline"
    asked = f"{path}?kind=call"
    browser = page("account_manager")
    pages = {asked: browser.get(asked)}
    part = browser.get(f"{path}/find?kind=call", headers={"X-Requested-With": "fetch"})
    parts = {f"{path}/find": {"body": part.content.decode(), "content_type": "text/html"}}

    wide = opened(pages, asked, parts=parts)
    assert wide.is_visible(".find-rail")
    assert not wide.is_visible(".find-open")
    phone = opened(pages, asked, width=390, parts=parts)
    assert not phone.is_visible(".find-rail")
    assert (
        phone.locator(".find-open").bounding_box()["y"]
        < phone.locator(".feed > :last-child").bounding_box()["y"]
    )
    phone.click(".find-open")
    phone.wait_for_selector("#asked[open]")
    assert phone.asked == [f"GET {path}/find?kind=call"]
    assert phone.input_value("#asked [name=kind]") == "call"
    assert phone.get_attribute("#asked form", "action") == path
