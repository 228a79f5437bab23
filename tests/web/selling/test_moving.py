"""Moving over HTTP: at once, with one form for what is missing, and what a stale card is told."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Contact
from dugout.client_document.models import Need
from dugout.history.models import Entry
from dugout.selling.commands import moving
from dugout.selling.models import (
    Concern,
    Confirmation,
    NeedMatch,
    Opportunity,
    OpportunityLine,
    Product,
    WentOnWithout,
)
from dugout.selling.queries.facts import readings_of

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
Sale = Callable[..., Opportunity]
FETCH = {"X-Requested-With": "fetch"}


def gates(row: Opportunity) -> dict[str, int]:
    """The gates of its process by condition; the conditions of the seven steps are each asked once."""
    return {one.gate.condition: one.gate.id for one in readings_of(row)}


def path(row: Opportunity) -> str:
    return f"/opportunities/{row.id}/move"


def html_of(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def farm(db: None) -> Product:
    return Product.objects.create(name="Freezer farm", kind="recurring", price=10_000_00)


def test_a_drop_over_several_steps_asks_in_one_form_for_all_that_is_missing(page: Page, sale: Sale) -> None:
    row = sale("seller")
    answer = page("seller").get(f"{path(row)}?to=5", headers=FETCH)
    html = html_of(answer)
    assert answer.status_code == 200
    assert "<html" not in html
    assert re.findall(r'id="f-gate-(\d+)"', html) == [
        str(gates(row)[one])
        for one in (
            "agreed_to_questions", "need_exists", "authority_named", "budget_known", "needs_summary",
            "concerns_answered",
        )
    ]  # fmt: skip
    assert "Move Aurelia Biobank to Fill the Need?" in html
    assert 'type="checkbox"' not in html


def test_everything_that_is_missing_is_written_down_and_moved_on_in_one_post(
    page: Page, sale: Sale, contact_of: Callable[..., Contact], farm: Product
) -> None:
    row = sale("seller")
    lea, gate = contact_of(row), gates(row)
    sent = {
        "to": "6", "seen": row.version, "back": "/selling?kind=renewal",
        f"g{gate['agreed_to_questions']}-contact": lea.id, f"g{gate['agreed_to_questions']}-day": "2026-03-02",
        f"g{gate['need_exists']}-text": "Cold by June",
        f"g{gate['authority_named']}-new_name": "Reto Imhof", f"g{gate['authority_named']}-role": "economic_buyer",
        f"g{gate['budget_known']}-budget": "250,000",
        f"g{gate['needs_summary']}-new_name": "reto IMHOF", f"g{gate['needs_summary']}-day": "2026-03-03",
        f"g{gate['needs_summary']}-note": "June, not July",
        f"g{gate['concerns_answered']}-text": "Too small", f"g{gate['concerns_answered']}-answer": "We grew",
        f"g{gate['concerns_answered']}-proof": "Annual report",
        "line-product": farm.id, "line-quantity": "6", "line-discount_bp": "6", "line-term_months": "36",
        f"g{gate['needs_matched']}-new_need": "One screen", f"g{gate['needs_matched']}-reaction": "Just so",
        f"g{gate['price_known']}-contact": lea.id, f"g{gate['price_known']}-day": "2026-03-03",
    }  # fmt: skip
    answer = page("seller").post(path(row), sent)
    assert (answer.status_code, answer["Location"]) == (302, "/selling?kind=renewal#step-6")
    row.refresh_from_db()
    assert (row.step.number, row.budget, row.amount) == (6, 250_000_00, 676_800_00)
    reto = Contact.objects.get(family_name="Imhof")
    assert (reto.given_name, list(reto.roles.values_list("role", flat=True))) == ("Reto", ["economic_buyer"])
    said = Confirmation.objects.order_by("id").values_list("kind", "contact_id", "day", "note")
    assert list(said) == [
        ("agreed_to_questions", lea.id, dt.date(2026, 3, 2), ""),
        ("needs_summary", reto.id, dt.date(2026, 3, 3), "June, not July"),
        ("price_known", lea.id, dt.date(2026, 3, 3), ""),
    ]
    assert list(Need.objects.order_by("id").values_list("text", "state")) == [
        ("Cold by June", "open"), ("One screen", "agreed"),
    ]  # fmt: skip
    line = OpportunityLine.objects.get()
    assert (line.quantity, line.unit_price, line.discount_bp, line.term_months) == (6, 10_000_00, 600, 36)
    match = NeedMatch.objects.get()
    assert (match.need.text, match.line, match.reaction) == ("One screen", line, "Just so")
    assert Concern.objects.get().proof == "Annual report"
    assert not WentOnWithout.objects.exists()
    assert [one.met for one in readings_of(row, steps=range(1, 6))] == [True] * 8


def test_a_refused_move_writes_nothing_and_keeps_everything_typed(page: Page, sale: Sale) -> None:
    row = sale("seller")
    gate = gates(row)
    sent = {
        "to": "3", "seen": row.version, f"g{gate['agreed_to_questions']}-note": "Typed <note>",
        f"g{gate['agreed_to_questions']}-day": "2026-03-02",
        f"g{gate['need_exists']}-text": "Cold by June", f"reason-{gate['authority_named']}": "Reto is away.",
    }  # fmt: skip
    for part in (True, False):
        answer = page("seller").post(path(row), sent, headers=FETCH if part else {})
        html = html_of(answer)
        assert answer.status_code == 422
        assert ("<html" not in html) is part
        assert "2 answers need you" in html
        assert f'href="#f-g{gate["agreed_to_questions"]}-contact"' in html
        assert f'href="#f-gate-{gate["budget_known"]}"' in html
        assert "Typed &lt;note&gt;" in html
        assert "Cold by June" in html
        assert 'value="Reto is away."' in html
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("condition", "field", "value"),
    [
        ("budget_known", "budget", "a lot"), ("budget_known", "budget", "-5"), ("agreed_to_questions", "day", "31/02"),
        ("agreed_to_questions", "day", ""), ("agreed_to_questions", "day", "2999-01-01"), ("need_exists", "text", "\0"),
        ("authority_named", "new_name", "x" * 201), ("agreed_to_questions", "contact", "999999"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_at_its_field(
    page: Page, sale: Sale, contact_of: Callable[..., Contact], condition: str, field: str, value: str
) -> None:
    row = sale("seller")
    gate = gates(row)
    usual = {
        f"g{gate['agreed_to_questions']}-contact": contact_of(row).id,
        f"g{gate['agreed_to_questions']}-day": "2026-03-02",
    }
    sent = {"to": "3", "seen": row.version, **usual, f"g{gate[condition]}-{field}": value}
    answer = page("seller").post(path(row), sent)
    assert answer.status_code == 422
    assert f'href="#f-g{gate[condition]}-{field}"' in html_of(answer)


def test_going_on_without_wants_a_reason_for_each_which_is_counted(page: Page, sale: Sale) -> None:
    row = sale("seller")
    gate = gates(row)
    reasons = {
        f"reason-{gate[one]}": f"Because of {one}."
        for one in ("agreed_to_questions", "need_exists", "authority_named", "budget_known")
    }
    assert page("seller").post(path(row), {"to": "3", "seen": row.version, **reasons}).status_code == 302
    row.refresh_from_db()
    assert row.step.number == 3
    assert WentOnWithout.objects.filter(opportunity=row).count() == 4
    assert not Confirmation.objects.exists()


def test_a_reason_is_not_needed_where_the_record_is_given(
    page: Page, sale: Sale, contact_of: Callable[..., Contact]
) -> None:
    row = sale("seller")
    at = f"g{gates(row)['agreed_to_questions']}"
    sent = {"to": "2", "seen": row.version, f"{at}-contact": contact_of(row).id, f"{at}-day": "2026-03-02"}
    sent[f"reason-{gates(row)['agreed_to_questions']}"] = "Typed before the record was there."
    assert page("seller").post(path(row), sent).status_code == 302
    assert not WentOnWithout.objects.exists()


def test_where_nothing_is_missing_a_drop_is_told_to_post_and_posting_moves(page: Page, sale: Sale) -> None:
    row = sale("seller", step=3)
    client = page("seller")
    asked = client.get(f"{path(row)}?to=1", headers=FETCH)
    assert (asked.status_code, asked["X-Done"]) == (204, "post")
    moved = client.post(
        path(row),
        {"to": "1", "seen": row.version},
        headers={**FETCH, "Referer": "http://testserver/selling?whose=mine"},
    )
    assert (moved.status_code, moved["X-Done"]) == (204, "/selling?whose=mine#step-1")
    row.refresh_from_db()
    assert row.step.number == 1
    assert "stands in step 1, Approach." in html_of(client.get("/selling"))


def test_without_a_script_the_way_back_is_one_question(page: Page, sale: Sale) -> None:
    row = sale("seller", step=3)
    client = page("seller")
    html = html_of(client.get(f"{path(row)}?to=1"))
    assert "Going back is free." in html
    assert client.post(path(row), {"to": "1", "seen": row.version})["Location"] == f"/opportunities/{row.id}"


def test_a_step_is_chosen_by_a_button_for_who_does_not_drag(page: Page, sale: Sale) -> None:
    row = sale("seller", step=2)
    html = html_of(page("seller").get(path(row)))
    assert re.findall(r'name="to" value="(\d)"', html) == ["1", "3", "4", "5", "6"]
    assert f'href="/opportunities/{row.id}/win"' in html
    refused = page("seller").post(path(row), {"to": "4", "seen": row.version})
    assert refused.status_code == 422
    assert "The budget is known" in html_of(refused)


def test_a_move_forward_can_be_undone_from_its_toast(
    page: Page, sale: Sale, contact_of: Callable[..., Contact]
) -> None:
    row = sale("seller")
    at = f"g{gates(row)['agreed_to_questions']}"
    client = page("seller")
    client.post(
        path(row),
        {"to": "2", "seen": row.version, f"{at}-contact": contact_of(row).id, f"{at}-day": "2026-03-02"},
    )
    undo = re.search(r'action="(/opportunities/\d+/move\?[^"]*)"', html_of(client.get("/selling")))
    assert undo is not None
    assert client.post(undo[1].replace("&amp;", "&")).status_code == 302
    row.refresh_from_db()
    assert row.step.number == 1
    assert Confirmation.objects.count() == 1


def test_a_stale_card_is_told_what_happened_and_nothing_is_written(
    page: Page, sale: Sale, author: Callable[[str], Any], now: dt.datetime
) -> None:
    row = sale("seller", step=3)
    moving.move_to_step(opportunity_id=row.id, to=2, seen=row.version, by=author("other_seller"), at=now)
    for headers in ({}, FETCH):
        answer = page("seller").post(path(row), {"to": "1", "seen": row.version}, headers=headers)
        html = html_of(answer)
        assert answer.status_code == 412
        assert "Six freezer farms was changed since you looked" in html
        assert "Hanna Weiss changed it last" in html
        assert "stands in step 2, Qualification" in html


def test_a_form_that_was_overtaken_keeps_what_was_typed_and_can_be_sent_again(
    page: Page, sale: Sale, author: Callable[[str], Any], now: dt.datetime
) -> None:
    row = sale("seller", step=2)
    seen = row.version
    moving.move_to_step(opportunity_id=row.id, to=1, seen=seen, by=author("other_seller"), at=now)
    reason = f"reason-{gates(row)['agreed_to_questions']}"
    client = page("seller")
    answer = client.post(path(row), {"to": "2", "seen": seen, reason: "They called us."})
    html = html_of(answer)
    assert answer.status_code == 412
    assert "Hanna Weiss changed it last" in html
    assert 'value="They called us."' in html
    again = re.search(r'name="seen" value="(\d+)"', html)
    assert again is not None
    assert client.post(path(row), {"to": "2", "seen": again[1], reason: "They called us."}).status_code == 302


def test_only_the_owner_and_the_team_move_a_sale(page: Page, sale: Sale) -> None:
    row = sale("seller", step=3)
    for method in ("get", "post"):
        refused = getattr(page("engineer"), method)(path(row), {"to": "1", "seen": row.version})
        assert refused.status_code == 403
    assert page("seller").get("/opportunities/999999/move").status_code == 404
    assert page("seller").get(f"{path(row)}?to=99").status_code == 404


def test_where_it_goes_back_to_is_ours(page: Page, sale: Sale) -> None:
    row = sale("seller", step=3)
    for back in ("https://evil.example/selling", "//evil.example", "/people", "/selling/../people"):
        sent = {"to": str(row.step.number - 1), "seen": row.version, "back": back}
        assert page("seller").post(path(row), sent)["Location"] == f"/opportunities/{row.id}"
        row.refresh_from_db()
        if row.step.number == 1:
            break
    assert Entry.objects.filter(kind="step_moved").count() == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_the_same_queries_whatever_is_written(
    page: Page, sale: Sale, author: Callable[[str], Any], now: dt.datetime, rows: int
) -> None:
    from dugout.client_document.commands.needs import add_need
    from dugout.client_document.terms import ItemState, NeedValues
    from tests.selling.evidence import add_concern
    from tests.web.documents.queries import own_queries

    row = sale("seller", step=4)
    for number in range(rows):
        add_concern(opportunity_id=row.id, text=f"Worry {number}", by=author("seller"), at=now)
        values = NeedValues(text=f"Need {number}", state=ItemState.AGREED)
        add_need(account_id=row.account_id or 0, values=values, by=author("seller"), at=now)
    # The sale and its team; the aim, gates, facts; steps, concerns, lines, products, needs, matches, contacts.
    assert own_queries(page("seller"), f"{path(row)}?to=6") == 11
