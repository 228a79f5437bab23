"""The page of a sale and its small forms: what everybody reads, what the team writes, what is refused."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Contact
from dugout.history.models import Entry
from dugout.selling.models import (
    CommitmentRequest,
    Concern,
    Confirmation,
    NeedMatch,
    Objection,
    Opportunity,
    OpportunityLine,
    OpportunityMember,
    Product,
    WentOnWithout,
)
from dugout.selling.queries.facts import readings_of
from dugout.selling.terms import EVIDENCE
from tests.web.documents.queries import own_queries
from tests.web.selling.scene import gate_of, html_of, written

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
Sale = Callable[..., Opportunity]
FETCH = {"X-Requested-With": "fetch"}


def test_everybody_reads_where_it_stands_and_what_its_gate_wants(page: Page, full: Opportunity) -> None:
    for key in ("seller", "finance_clerk"):
        html = html_of(page(key).get(f"/opportunities/{full.id}"))
        assert "Step 4 of 7, Sell the Company" in html
        assert "Wants: Every concern about us is answered with proof." in html
        assert "1 of 2 concerns not answered with proof: Will you still be here in ten years?" in html
        for words in (
            "6 × Freezer farm monitoring", "€72,320", "Exactly that", "June, not July", "Too dear by a fifth",
            "Six farms, 36 months", "Gone on without", "Told by telephone; the paper follows.", "Daniel Brandt",
            "answers for Aurelia Biobank, no telephone written down.",
        ):  # fmt: skip
            assert words in html, words


def test_who_may_not_change_it_finds_no_form(page: Page, full: Opportunity) -> None:
    theirs = html_of(page("finance_clerk").get(f"/opportunities/{full.id}"))
    assert "<form" not in theirs.split('id="page"')[1].split("</main>")[0]
    assert "Tom Okafor and the team move it on." in theirs
    for key in ("seller", "engineer"):
        assert "Move on to Fill the Need" in html_of(page(key).get(f"/opportunities/{full.id}"))


SMALL = ("confirmations/new", "concerns/new", "objections/new", "matches/new", "commitment", "lines/new", "team/new",
         "lose", "abandon", "next-step", "edit", "win", "move")  # fmt: skip


@pytest.mark.parametrize("small", SMALL)
def test_each_small_form_is_a_page_a_dialog_and_kept_to_the_team(
    page: Page, full: Opportunity, small: str
) -> None:
    path = f"/opportunities/{full.id}/{small}"
    whole, part = page("seller").get(path), page("engineer").get(path, headers=FETCH)
    assert (whole.status_code, part.status_code) == (200, 200)
    assert "<html" in html_of(whole)
    assert html_of(part).lstrip().startswith("<header><h2>")
    assert "data-closes" in html_of(part)
    assert page("finance_clerk").get(path).status_code == 403
    refused = page("finance_clerk").post(path, {"text": "x", "reason": "x"})
    assert refused.status_code == 403
    assert "A sale is changed by its owner and its team." in html_of(refused)
    assert page("seller").get(f"/opportunities/999999/{small}").status_code == 404


def test_each_record_is_written_by_its_form(
    page: Page, full: Opportunity, contact_of: Callable[..., Contact], person: Callable[[str], Any]
) -> None:
    lea = contact_of(full)
    written(
        page, full, "confirmations/new", kind="price_known", contact=lea.id, day="2026-03-04", note="Clear"
    )
    written(page, full, "concerns/new", text="Too far away")
    concern = Concern.objects.latest("id")
    written(page, full, f"concerns/{concern.id}", answer="Two hours", proof="The map")
    objection = Objection.objects.get()
    written(page, full, f"objections/{objection.id}", answer="It lasts")
    written(page, full, "objections/new", text="Not this year", answer="A pilot then")
    line = OpportunityLine.objects.latest("id")
    written(page, full, "matches/new", new_need="No paper rounds", line=line.id, reaction="At last")
    written(page, full, "commitment", new_name="Reto Imhof", day="2026-03-04", note="All six")
    asked = CommitmentRequest.objects.latest("id")
    written(page, full, f"commitment/{asked.id}/refused", day="2026-03-05", note="Not before May")
    written(page, full, "team/new", person=person("other_seller").id)
    written(
        page, full, "next-step", next_step="Send the contract", next_step_on="2030-01-02", seen=full.version
    )
    full.refresh_from_db()
    assert Confirmation.objects.get(kind="price_known").note == "Clear"
    concern.refresh_from_db()
    assert (concern.answer, concern.proof) == ("Two hours", "The map")
    assert list(Objection.objects.order_by("id").values_list("answer", flat=True)) == [
        "It lasts",
        "A pilot then",
    ]
    assert NeedMatch.objects.latest("id").need.state == "agreed"
    asked.refresh_from_db()
    assert (asked.contact.name, asked.answer, asked.note) == ("Reto Imhof", "refused", "Not before May")
    assert OpportunityMember.objects.filter(person=person("other_seller")).exists()
    assert (full.next_step, full.next_step_on) == ("Send the contract", dt.date(2030, 1, 2))


@pytest.mark.parametrize(
    ("small", "sent", "field"),
    [
        ("confirmations/new", {"kind": "", "day": "2026-03-04", "note": "Typed"}, "kind"),
        ("confirmations/new", {"kind": "price_known", "day": "2026-03-04", "note": "Typed"}, "contact"),
        ("confirmations/new", {"kind": "price_known", "day": "31/02", "note": "Typed"}, "day"),
        ("concerns/new", {"text": "", "answer": "Typed"}, "text"),
        ("objections/new", {"text": " ", "answer": "Typed"}, "text"),
        ("matches/new", {"new_need": "Typed", "line": "999999", "reaction": "x"}, "line"),
        ("matches/new", {"new_need": "Typed", "reaction": ""}, "reaction"),
        ("commitment", {"day": "2026-03-04", "note": "Typed"}, "contact"),
        ("commitment", {"contact": "999999", "day": "2026-03-04", "note": "Typed"}, "contact"),
        ("lines/new", {"product": "", "quantity": "Typed"}, "product"),
        ("lines/new", {"quantity": "Typed"}, "quantity"),
        ("team/new", {"person": ""}, "person"),
        ("lose", {"reason": " ", "day": "2026-03-04"}, "reason"),
        ("lose", {"reason": "Typed", "day": ""}, "day"),
        ("abandon", {"reason": "Typed", "day": "2999-01-01"}, "day"),
        ("next-step", {"next_step": "", "next_step_on": "2030-01-02"}, "next_step"),
        ("next-step", {"next_step": "Typed", "next_step_on": "soon"}, "next_step_on"),
    ],
)  # fmt: skip
def test_a_refused_form_says_where_and_keeps_what_was_typed(
    page: Page, full: Opportunity, small: str, sent: dict[str, str], field: str
) -> None:
    answer = page("seller").post(f"/opportunities/{full.id}/{small}", {**sent, "seen": full.version})
    html = html_of(answer)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html
    assert "Typed" not in sent.values() or "Typed" in html


def test_a_line_is_added_changed_and_removed_and_the_amount_follows(page: Page, sale: Sale) -> None:
    row = sale("seller")
    farm = Product.objects.create(name="Freezer farm", kind="recurring", price=1_000_00)
    written(page, row, "lines/new", product=farm.id, quantity="6", term_months="36", seen=row.version)
    row.refresh_from_db()
    line = OpportunityLine.objects.get()
    assert (row.amount, line.unit_price) == (72_000_00, 1_000_00)
    path = f"lines/{line.id}"
    html = html_of(page("seller").get(f"/opportunities/{row.id}/{path}"))
    assert 'value="1000.00"' in html
    written(
        page, row, path, product=farm.id, quantity="6", unit_price="900", discount_bp="7.5%", term_months="36"
    )
    row.refresh_from_db()
    assert (row.amount, OpportunityLine.objects.get().discount_bp) == (59_940_00, 750)
    refused = page("seller").post(f"/opportunities/{row.id}/{path}", {"product": farm.id, "quantity": "6"})
    assert refused.status_code == 422
    assert 'href="#f-term_months"' in html_of(refused)
    stale = page("seller").post(f"/opportunities/{row.id}/{path}/remove", {"seen": 1})
    assert stale.status_code == 412
    written(page, row, f"{path}/remove", seen=row.version)
    row.refresh_from_db()
    assert row.amount is None
    assert page("seller").get(f"/opportunities/{row.id}/lines/999999").status_code == 404


def test_a_gate_is_met_by_its_small_form_and_unmet_when_its_record_goes(
    page: Page, full: Opportunity
) -> None:
    gate = gate_of(full, "concerns_answered")
    concern = Concern.objects.latest("id")
    path = f"gates/{gate}"
    html = html_of(page("seller").get(f"/opportunities/{full.id}/{path}"))
    assert "Will you still be here in ten years?" in html
    assert "You have never run a biobank" not in html
    empty = page("seller").post(f"/opportunities/{full.id}/{path}", {})
    assert empty.status_code == 422
    assert "Nothing is written down yet." in html_of(empty)
    at = f"g{gate}-c{concern.id}"
    half = page("seller").post(f"/opportunities/{full.id}/{path}", {f"{at}-answer": "We own our house"})
    assert half.status_code == 422
    assert "We own our house" in html_of(half)
    sent = {f"{at}-answer": "We own our house", f"{at}-proof": "The land register"}
    answer = written(page, full, path, **sent)
    assert answer["Location"] == f"/opportunities/{full.id}#gate-{gate}"
    assert next(one for one in readings_of(full) if one.gate.id == gate).met
    written(page, full, f"evidence/concern/{concern.id}/withdraw")
    assert Entry.objects.filter(kind="evidence_withdrawn").count() == 1
    assert (
        page("seller").post(f"/opportunities/{full.id}/evidence/concern/999999/withdraw").status_code == 404
    )
    assert page("seller").post(f"/opportunities/{full.id}/evidence/nonsense/1/withdraw").status_code == 404


def test_a_gate_is_gone_past_with_a_reason_which_the_page_shows(page: Page, full: Opportunity) -> None:
    gate = gate_of(full, "concerns_answered")
    written(page, full, f"gates/{gate}", **{f"reason-{gate}": "They signed a letter of intent."})
    assert WentOnWithout.objects.filter(gate=gate).count() == 1
    assert "They signed a letter of intent." in html_of(page("seller").get(f"/opportunities/{full.id}"))
    assert page("seller").get(f"/opportunities/{full.id}/gates/999999").status_code == 404


def test_somebody_is_taken_off_the_team(page: Page, full: Opportunity, person: Callable[[str], Any]) -> None:
    daniel = person("engineer").id
    written(page, full, f"team/{daniel}/remove")
    assert not OpportunityMember.objects.exists()
    assert page("engineer").get(f"/opportunities/{full.id}/edit").status_code == 403
    assert page("seller").post(f"/opportunities/{full.id}/team/{daniel}/remove").status_code == 404


def test_what_was_typed_is_text_on_the_page(page: Page, sale: Sale, author: Callable[[str], Any]) -> None:
    row = sale("seller", "<b>Client</b>", name="<script>alert(1)</script>", next_step="<i>go</i>")
    written(page, row, "concerns/new", text="<img src=x>", answer="'\"<", proof="&amp;")
    for path in (
        f"/opportunities/{row.id}",
        "/selling",
        "/selling/list",
        f"/opportunities/{row.id}/move?to=5",
    ):
        html = html_of(page("seller").get(path))
        assert not re.search(r"<script>alert|<img src=x>|<b>Client|<i>go", html), path


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_whatever_was_written(
    page: Page, sale: Sale, author: Callable[[str], Any], now: dt.datetime, rows: int
) -> None:
    row = sale("seller")
    from tests.selling.evidence import add_concern, add_objection

    for number in range(rows):
        about: dict[str, Any] = {"opportunity_id": row.id, "by": author("seller"), "at": now}
        add_concern(text=f"Worry {number}", **about)
        add_objection(text=f"Objection {number}", **about)
    # The sale and what stands on it, each kind of evidence by one; for somebody else who is on the team.
    everything = 9 + len(EVIDENCE)
    assert own_queries(page("seller"), f"/opportunities/{row.id}") == everything
    assert own_queries(page("finance_clerk"), f"/opportunities/{row.id}") == everything + 1
