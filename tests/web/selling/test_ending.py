"""The ends of a sale on the screen: won with its hand-off, settled, undone, lost, given up."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Contact, Ownership
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.revenue.commands.confirming import confirm_order
from dugout.revenue.models import Paper
from dugout.revenue.terms import ConfirmedTerms
from dugout.selling.models import (
    CommitmentRequest,
    Opportunity,
    WentOnWithout,
)
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import OpportunityKind
from tests.web.selling.scene import gate_of, html_of, without, written

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
Sale = Callable[..., Opportunity]
FETCH = {"X-Requested-With": "fetch"}


def test_the_win_says_what_will_happen_then_opens_the_hand_off(
    page: Page, committed: Opportunity, contact_of: Callable[..., Contact]
) -> None:
    client, path = page("seller"), f"/opportunities/{committed.id}/win"
    html = html_of(client.get(path))
    assert "A contract and an order are drafted" in html
    assert "The hand-off opens" in html
    asked = CommitmentRequest.objects.get()
    sent = {"seen": committed.version, "request": asked.id, "day": "2026-11-20"}
    refused = client.post(path, sent | {"day": "1999-01-01"})
    assert refused.status_code == 422
    assert not Handoff.objects.exists()
    answer = client.post(path, sent | {"day": asked.day.isoformat()})
    assert answer["Location"] == f"/opportunities/{committed.id}", html_of(answer)
    committed.refresh_from_db()
    assert (committed.outcome, committed.step.number) == ("won", 7)
    handoff = Handoff.objects.get()
    assert {paper.kind for paper in Paper.objects.all()} == {"contract", "order"}
    after = html_of(client.get(f"/opportunities/{committed.id}"))
    assert f'href="/handoffs/{handoff.id}"' in after
    assert "Its hand-off is open." in after
    assert "The last step closes when it is accepted." in after
    again = client.post(path, sent)
    assert again.status_code == 409
    for to in ("", "?to=3"):
        stays = client.get(f"/opportunities/{committed.id}/move{to}", headers=FETCH)
        assert stays.status_code == 422
        assert "is won, and stays in its last step" in html_of(stays)
    assert "data-handle" not in html_of(client.get("/selling"))


def test_a_sale_is_won_from_afar_with_one_form(
    page: Page, sale: Sale, contact_of: Callable[..., Contact]
) -> None:
    row = sale("seller", step=4)
    path, lea = f"/opportunities/{row.id}/win", contact_of(row)
    gates = {one.gate.condition: one.gate.id for one in readings_of(row)}
    asked = html_of(page("seller").get(f"/opportunities/{row.id}/move?to=7"))
    assert 'action="' + path in asked
    sent = {"seen": row.version, "day": "2026-11-20", "contact": lea.id}
    refused = page("seller").post(path, sent)
    assert refused.status_code == 422
    for condition in ("concerns_answered", "needs_matched", "price_known"):
        assert f'href="#f-gate-{gates[condition]}"' in html_of(refused)
    reasons = {
        f"reason-{gates[one]}": "They want it now."
        for one in ("concerns_answered", "needs_matched", "price_known")
    }
    nobody = page("seller").post(path, {**sent, **reasons, "contact": ""})
    assert nobody.status_code == 422
    assert 'href="#f-contact"' in html_of(nobody)
    assert page("seller").post(path, {**sent, **reasons}).status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.step.number, WentOnWithout.objects.count()) == ("won", 7, 3)


def test_step_seven_is_met_on_the_page_and_closes_on_acceptance(
    page: Page, committed: Opportunity, contact_of: Callable[..., Contact]
) -> None:
    client, lea = page("seller"), contact_of(committed)
    client.post(
        f"/opportunities/{committed.id}/win",
        {"seen": committed.version, "contact": lea.id, "day": "2026-11-20"},
    )
    committed.refresh_from_db()
    for condition, sent in (
        ("reasons_reviewed", {"contact": lea.id, "day": "2026-11-21", "note": "The audit file"}),
        ("thanks_sent", {"contact": lea.id, "kind": "letter", "text": "Thank you for your trust."}),
        ("next_step_set", {"next_step": "Kick-off", "next_step_on": "2030-01-02"}),
    ):
        gate = gate_of(committed, condition)
        written(page, committed, f"gates/{gate}", **{f"g{gate}-{key}": value for key, value in sent.items()})
    entry = Entry.objects.get(purpose="thanks")
    assert (entry.kind, entry.direction, entry.text) == ("letter", "from_us", "Thank you for your trust.")
    html = html_of(client.get(f"/opportunities/{committed.id}"))
    assert "3 of 4 gates met" in html
    committed.refresh_from_db()
    accepted = gate_of(committed, "handoff_accepted")
    assert client.get(f"/opportunities/{committed.id}/gates/{accepted}").status_code == 302
    assert (
        client.post(f"/opportunities/{committed.id}/settle", {"seen": committed.version}).status_code == 422
    )


def test_the_next_step_from_before_the_win_does_not_stand_in_the_form_of_the_one_after_it(
    page: Page, committed: Opportunity, contact_of: Callable[..., Contact]
) -> None:
    Opportunity.objects.filter(id=committed.id).update(next_step="Ask for it", next_step_on="2026-11-19")
    won = {"seen": committed.version, "contact": contact_of(committed).id, "day": "2026-11-20"}
    written(page, committed, "win", **won)
    gate, client = gate_of(committed, "next_step_set"), page("seller")
    path, at = f"/opportunities/{committed.id}/gates/{gate}", f"g{gate}-next_step"
    assert 'value="Ask for it"' not in html_of(client.get(path))
    refused = client.post(path, {at: "Kick-off", f"{at}_on": "2026-11-20"})
    assert refused.status_code == 422
    assert "This day is not after the win." in html_of(refused)
    written(page, committed, f"gates/{gate}", **{at: "Kick-off", f"{at}_on": "2026-11-21"})
    assert 'value="Kick-off"' in html_of(client.get(path))


def test_an_expansion_settles_when_its_next_step_is_set(
    page: Page, sale: Sale, contact_of: Callable[..., Contact], author: Callable[[str], Any], now: dt.datetime
) -> None:
    row = sale("seller", kind=OpportunityKind.EXPANSION)
    row = without(row, 4, author("seller"), now)
    win = {"seen": row.version, "contact": contact_of(row).id, "day": "2026-11-20"}
    written(page, row, "win", **win)
    row.refresh_from_db()
    assert not Handoff.objects.exists()
    assert page("seller").post(f"/opportunities/{row.id}/settle", {"seen": row.version}).status_code == 422
    written(page, row, "next-step", next_step="Order the probes", next_step_on="2030-01-02", seen=row.version)
    row.refresh_from_db()
    assert "Settle the sale" in html_of(page("seller").get(f"/opportunities/{row.id}"))
    written(page, row, "settle", seen=row.version)
    row.refresh_from_db()
    assert row.settled_at is not None


def test_a_win_is_undone_by_a_manager_up_the_line_alone(
    page: Page, committed: Opportunity, contact_of: Callable[..., Contact]
) -> None:
    win = {"seen": committed.version, "contact": contact_of(committed).id, "day": "2026-11-20"}
    written(page, committed, "win", **win)
    committed.refresh_from_db()
    path = f"/opportunities/{committed.id}/undo-win"
    assert page("seller").get(path).status_code == 403
    assert "Undo the win" in html_of(page("sales_head").get(f"/opportunities/{committed.id}"))
    head = page("sales_head")
    refused = head.post(path, {"reason": " ", "seen": committed.version})
    assert refused.status_code == 422
    assert head.post(path, {"reason": "They called back.", "seen": committed.version}).status_code == 302
    committed.refresh_from_db()
    assert (committed.outcome, committed.step.number) == ("open", 6)
    assert Handoff.objects.get().state == "withdrawn"


@pytest.mark.parametrize(("small", "outcome"), [("lose", "lost"), ("abandon", "abandoned")])
def test_a_sale_ends_with_a_reason_and_then_changes_no_more(
    page: Page, full: Opportunity, small: str, outcome: str
) -> None:
    written(page, full, small, reason="The board chose Thermova.", day="2026-11-20", seen=full.version)
    full.refresh_from_db()
    assert (full.outcome, full.lost_reason) == (outcome, "The board chose Thermova.")
    html = html_of(page("seller").get(f"/opportunities/{full.id}"))
    assert "The board chose Thermova." in html
    assert "<form" not in html.split('id="page"')[1].split("</main>")[0]
    lost = page("seller").post(f"/opportunities/{full.id}/{small}", {"reason": "x", "day": "2026-11-20"})
    assert lost.status_code == 409
    assert "Tom Okafor closed Six freezer farms already" in html_of(lost)
    late = page("seller").post(f"/opportunities/{full.id}/concerns/new", {"text": "Too late"})
    assert late.status_code == 422


def test_a_win_on_ones_own_account_settles_at_once_and_is_undone_while_nothing_is_signed(
    page: Page, committed: Opportunity, contact_of: Callable[..., Contact], author: Callable[[str], Any],
    now: dt.datetime,
) -> None:  # fmt: skip
    Ownership.objects.filter(account=committed.account).update(managed=True)
    client, path = page("seller"), f"/opportunities/{committed.id}"
    assert "Tom Okafor is the account manager already" in html_of(client.get(f"{path}/win"))
    win = {"seen": committed.version, "contact": contact_of(committed).id, "day": "2026-11-20"}
    assert client.post(f"{path}/win", win).status_code == 302
    committed.refresh_from_db()
    assert (committed.outcome, committed.settled_at is not None) == ("won", True)
    html = html_of(client.get(path))
    assert "Tom Okafor is the account manager already: there is nobody to hand over to." in html
    assert "Undo the win" not in html
    head = page("sales_head")
    assert f'href="{path}/undo-win"' in html_of(head.get(path))
    sent = {"reason": "They called back.", "seen": committed.version}
    assert head.post(f"{path}/undo-win", sent).status_code == 302
    committed.refresh_from_db()
    assert (committed.outcome, committed.settled_at) == ("open", None)

    written(page, committed, "win", **win | {"seen": committed.version})
    order = Paper.objects.get(kind="order")
    terms = ConfirmedTerms(signed_on=dt.date(2026, 11, 20))
    confirm_order(paper_id=order.id, terms=terms, seen=None, by=author("finance_clerk"), at=now)
    assert f'href="{path}/undo-win"' not in html_of(head.get(path))
