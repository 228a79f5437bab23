"""The pages of contracts and orders, and confirming one as signed."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.revenue.models import Movement, Paper
from dugout.revenue.queries.papers import account_papers, paper_sheet
from tests.revenue.scene import a_draft, a_renewal, sign, standing
from tests.selling.scene import a_prospect

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
SIGNED = {"signed_on": "2026-03-02", "starts_on": "2026-03-03", "seen": "1"}


@pytest.fixture
def account(person: Callable[[str], Any], at: dt.datetime) -> Account:
    return a_prospect(person("seller"), at)


@pytest.fixture
def contract(account: Account, at: dt.datetime) -> Paper:
    return a_draft(account, "contract", at, months=36)


@pytest.fixture
def order(account: Account, at: dt.datetime) -> Paper:
    return a_draft(account, "order", at)


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_account_without_papers_says_where_they_come_from(page: Page, account: Account) -> None:
    text = html(page("engineer"), f"/accounts/{account.id}/papers")
    assert "No contract and no order yet" in text
    assert page("engineer").get("/accounts/999999/papers").status_code == 404


def test_everybody_reads_the_papers_of_an_account(
    page: Page, account: Account, contract: Paper, order: Paper, author: Callable[[str], Any], at: dt.datetime
) -> None:
    text = html(page("engineer"), f"/accounts/{account.id}/papers")
    assert text.count(">draft<") == 2
    assert "How ARR moved" not in text
    sign(contract, author("finance_clerk"), at)
    text = html(page("engineer"), f"/accounts/{account.id}/papers")
    assert (text.count(">draft<"), text.count(">active<")) == (1, 1)
    assert "+€7,200" in text
    assert "2 Mar 2026" in text or "2 Mar" in text


def test_a_paper_shows_its_lines_terms_and_what_a_draft_means(
    page: Page, contract: Paper, order: Paper
) -> None:
    text = html(page("engineer"), f"/papers/{contract.id}")
    assert "A draft changes nothing" in text
    assert "€7,200" in text
    assert "36 months" in text
    assert "Terms are confirmed by finance" in text
    assert "Confirm contract as signed" not in text
    assert "Confirm order as signed" in html(page("finance_clerk"), f"/papers/{order.id}")
    assert page("engineer").get("/papers/999999").status_code == 404


def test_finance_and_who_leads_the_account_confirm_and_nobody_else(page: Page, contract: Paper) -> None:
    path = f"/papers/{contract.id}/confirm"
    for role in ("engineer", "support_engineer", "account_manager", "other_seller"):
        assert page(role).get(path).status_code == 403
        assert page(role).post(path, SIGNED).status_code == 403
    for role in ("finance_clerk", "seller", "sales_head", "admin"):
        assert "<h1>Is the contract with Brightwater Foods signed?</h1>" in html(page(role), path)
    part = page("finance_clerk").get(path, headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<h2>" in part
    assert "<html" not in part


def test_a_confirmed_contract_makes_a_client_and_says_so(
    page: Page, account: Account, contract: Paper
) -> None:
    marek = page("finance_clerk")
    answer = marek.post(f"/papers/{contract.id}/confirm", SIGNED)
    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{contract.id}")
    assert standing(account)[:3] == ("client", 720_000, dt.date(2026, 3, 2))
    text = html(marek, f"/papers/{contract.id}")
    assert "Confirmed: the contract with Brightwater Foods is signed, on 2 Mar" in text
    assert "Marek Nowak" in text
    assert "How ARR moved" in text
    assert "A draft changes nothing" not in text
    assert marek.get(f"/papers/{contract.id}/confirm").status_code == 302
    late = page("seller").post(f"/papers/{contract.id}/confirm", SIGNED)
    assert (late.status_code, "Marek Nowak confirmed this contract already" in late.content.decode()) == (
        409,
        True,
    )


def test_an_order_asks_for_the_signing_day_alone(page: Page, account: Account, order: Paper) -> None:
    marek = page("finance_clerk")
    assert "starts_on" not in html(marek, f"/papers/{order.id}/confirm")
    assert marek.post(f"/papers/{order.id}/confirm", SIGNED).status_code == 302
    assert standing(account)[:3] == ("client", 0, dt.date(2026, 3, 2))
    assert not Movement.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        ({"signed_on": ""}, "The signing day is missing."),
        ({"signed_on": "31/02"}, "“31/02” is not a day."),
        ({"signed_on": "2099-01-01"}, "The signing day is in the future."),
        ({"starts_on": ""}, "A contract needs its service start."),
        ({"starts_on": "9999-12-31"}, "The year of 9999-12-31 cannot be meant."),
        ({"signed_on": "x", "starts_on": "y"}, "2 answers need you."),
    ],
)
def test_a_refused_confirmation_names_each_day_and_keeps_what_was_typed(
    page: Page, contract: Paper, wrong: dict[str, str], shown: str
) -> None:
    answer = page("finance_clerk").post(f"/papers/{contract.id}/confirm", SIGNED | wrong)
    text = answer.content.decode()
    assert (answer.status_code, shown in text, "Not confirmed yet." in text) == (422, True, True)
    for value in (SIGNED | wrong).values():
        assert f'value="{value}"' in text


def test_the_form_offers_the_contracts_that_go_on_and_takes_what_is_ticked(
    page: Page, account: Account, contract: Paper, author: Callable[[str], Any], at: dt.datetime
) -> None:
    marek = page("finance_clerk")
    assert "Which contracts go on" not in html(marek, f"/papers/{contract.id}/confirm")
    sign(contract, author("finance_clerk"), at)
    dearer = a_draft(account, "contract", at, price=12_000)
    path = f"/papers/{dearer.id}/confirm"
    text = html(marek, path)
    assert "The contract until 2 Mar 2029, €7,200 a year" in text
    assert " checked" not in text
    on = SIGNED | {"starts_on": "2026-03-04", "renews": str(contract.id)}
    refused = marek.post(path, on | {"signed_on": ""}).content.decode()
    assert f'value="{contract.id}" checked' in refused
    assert marek.post(path, on).status_code == 302
    assert [one.kind for one in Movement.objects.order_by("id")] == ["new", "renewal", "expansion"]
    text = html(marek, f"/papers/{contract.id}")
    assert f'<a href="/papers/{dearer.id}">Goes on in the next contract</a>' in text


def test_the_form_of_a_renewal_has_ticked_what_runs_out_next(
    page: Page, account: Account, contract: Paper, author: Callable[[str], Any], at: dt.datetime
) -> None:
    sign(contract, author("finance_clerk"), at)
    draft = a_renewal(account, at)
    text = html(page("finance_clerk"), f"/papers/{draft.id}/confirm")
    assert f'value="{contract.id}" checked' in text


def test_a_changed_paper_is_stale(page: Page, contract: Paper) -> None:
    assert (
        page("finance_clerk").post(f"/papers/{contract.id}/confirm", SIGNED | {"seen": "9"}).status_code
        == 412
    )


def test_a_movement_leads_to_its_contract(
    page: Page, contract: Paper, author: Callable[[str], Any], at: dt.datetime
) -> None:
    sign(contract, author("finance_clerk"), at)
    answer = page("engineer").get(f"/movements/{Movement.objects.get().id}")
    assert (answer.status_code, answer["Location"]) == (302, f"/papers/{contract.id}#movements")
    assert page("engineer").get("/movements/999999").status_code == 404


def test_a_paper_of_no_account_is_read_and_not_confirmed(page: Page, contract: Paper) -> None:
    Paper.objects.update(account=None)
    assert "belongs to no account yet" in html(page("finance_clerk"), f"/papers/{contract.id}")
    assert page("finance_clerk").post(f"/papers/{contract.id}/confirm", SIGNED).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_reading_papers_costs_the_same_however_many(
    account: Account,
    author: Callable[[str], Any],
    at: dt.datetime,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    made = [sign(a_draft(account, "contract", at), author("finance_clerk"), at) for _ in range(count)]
    with django_assert_num_queries(4):
        found = account_papers(account.id, day=at.date())
        assert [row.lines.all()[0].product.name for row, _ in found.papers] == ["Thing for contracts"] * count
        assert len(found.movements) == count
    with django_assert_num_queries(3):
        assert len(paper_sheet(made[0].id, day=at.date()).movements) == 1
