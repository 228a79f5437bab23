"""The pages of contracts and orders in real Chromium: both themes, two widths, nothing against axe or the CSP."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.revenue.models import Paper, PaperLine
from dugout.selling.models import Product
from tests.handoffs.scene import won
from tests.revenue.scene import a_draft, a_renewal, sign
from tests.selling.scene import a_prospect
from tests.web.handoffs.test_looks import look
from tests.web.look.conftest import answers, opened

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
LONG = "Maatschappij tot Exploitatie van Koelhuizen en IJsfabrieken Rijnmond-Zuidwest"


def test_papers_stand_as_drafts_and_signed_with_their_form(
    opened: Callable[..., Any], page: Callable[[str], Client], person: Callable[[str], Any],
    author: Callable[[str], Any], at: dt.datetime,
) -> None:  # fmt: skip
    handoff = won(person("seller"), author("seller"), at, name=LONG)
    contract, order = Paper.objects.get(kind="contract"), Paper.objects.get(kind="order")
    long, _ = Product.objects.get_or_create(
        name="Logger with a name that is as long as names of products get"
    )
    PaperLine.objects.create(paper=order, product=long, quantity=12_000, unit_price=1_995, discount_bp=1_250)
    marek = page("finance_clerk")
    listed, draft, form = (
        f"/accounts/{handoff.account_id}/papers",
        f"/papers/{contract.id}",
        f"/papers/{contract.id}/confirm",
    )
    pages = {path: marek.get(path) for path in (draft, form)}
    refused = {form: marek.post(form, {"signed_on": "", "starts_on": ""})}
    sign(contract, author("finance_clerk"), at)
    signed = {path: marek.get(path) for path in (listed, draft)}
    look(opened, pages, draft, "paper-draft")
    look(opened, pages, form, "paper-confirm")
    look(opened, refused, form, "paper-confirm-refused")
    look(opened, signed, draft, "paper-signed")
    look(opened, signed, listed, "papers")


def test_the_form_of_a_renewal_stands_with_what_it_may_carry_on(
    opened: Callable[..., Any], page: Callable[[str], Client], person: Callable[[str], Any],
    author: Callable[[str], Any], at: dt.datetime,
) -> None:  # fmt: skip
    handoff = won(person("seller"), author("seller"), at, name=LONG)
    sign(Paper.objects.get(kind="contract"), author("finance_clerk"), at)
    sign(a_draft(handoff.account, "contract", at, price=900), author("finance_clerk"), at)
    form = f"/papers/{a_renewal(handoff.account, at).id}/confirm"
    fresh = page("finance_clerk").get(form)
    assert fresh.content.decode().count('type="checkbox" name="renews"') == 2
    look(opened, {form: fresh}, form, "paper-renews")


def test_an_account_without_papers_stands(
    opened: Callable[..., Any], page: Callable[[str], Client], person: Callable[[str], Any], at: dt.datetime
) -> None:
    path = f"/accounts/{a_prospect(person('seller'), at).id}/papers"
    look(opened, {path: page("seller").get(path)}, path, "papers-none")
