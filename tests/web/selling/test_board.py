"""The board and the list as pages: what they show, whose, and in how many queries."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.selling.models import Opportunity
from dugout.selling.terms import OpportunityKind
from tests.web.documents.queries import own_queries

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
Sale = Callable[..., Opportunity]


def test_everybody_sees_the_same_board(page: Page, sale: Sale) -> None:
    row = sale("seller", "Bellrock Biologics", step=5, days=8, amount_typed=142_000_00)
    for key in ("seller", "support_engineer", "account_manager"):
        html = page(key).get("/selling").content.decode()
        assert "Selling in seven steps" in html
        assert f'href="/opportunities/{row.id}">Bellrock Biologics</a>' in html
        assert "8 d here" in html
        assert "€142k" in html
        assert f'data-move-url="/opportunities/{row.id}/move" data-seen="1"' in html
    assert "who own the method and its name" in html


def test_a_board_is_chosen_by_its_links(page: Page, sale: Sale, person: Callable[[str], Any]) -> None:
    sale("seller", "Toms Client")
    sale("other_seller", "Hannas Client")
    client = page("seller")
    tom = person("seller")
    department = tom.posts.get().department_id

    def shown(address: str) -> set[str]:
        html = client.get(address).content.decode()
        return set(re.findall(r'href="/opportunities/\d+">(\w+ Client)</a>', html))

    assert shown("/selling") == {"Toms Client", "Hannas Client"}
    assert shown("/selling?whose=mine") == {"Toms Client"}
    assert shown(f"/selling?whose=department-{department}") == {"Toms Client"}
    assert shown(f"/selling?whose=person-{person('other_seller').id}") == {"Hannas Client"}
    assert shown("/selling?kind=expansion") == set()
    for nonsense in ("whose=person-999999", "whose=department-x", "whose=%00", "kind=none-such", "account=x"):
        assert shown(f"/selling?{nonsense}") == {"Toms Client", "Hannas Client"}, nonsense
    assert 'value="person-' in client.get("/selling/whose").content.decode()
    part = client.get("/selling/whose", headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<html" not in part


def test_sales_without_an_account_have_a_view_and_are_given_one(
    page: Page, sale: Sale, client_of: Callable[..., Any]
) -> None:
    row = sale("seller")
    Opportunity.objects.filter(id=row.id).update(account=None)
    account = client_of("seller", "Brightwater Foods")
    client = page("seller")
    assert "Six freezer farms" not in client.get("/selling").content.decode()
    assert "Without an account" in client.get("/selling").content.decode()
    assert "Six freezer farms" in client.get("/selling?account=none").content.decode()
    path = f"/opportunities/{row.id}/account"
    assert "Brightwater Foods" in client.get(f"{path}?q=bright").content.decode()
    refused = client.post(path, {"account": "999999", "q": "bright", "seen": row.version})
    assert refused.status_code == 422
    assert 'value="bright"' in refused.content.decode()
    assert client.post(path, {"account": account.id, "seen": row.version}).status_code == 302
    row.refresh_from_db()
    assert row.account == account
    taken = client.post(path, {"account": account.id, "seen": row.version})
    assert taken.status_code == 409
    assert page("engineer").post(path, {"account": account.id}).status_code == 403


def test_an_empty_board_says_what_to_do(page: Page) -> None:
    html = page("seller").get("/selling").content.decode()
    assert "No sale stands here" in html
    assert 'href="/opportunities/new"' in html
    assert "You have no open sale here" in page("seller").get("/selling?whose=mine").content.decode()


def test_a_full_column_leads_to_the_list_of_its_step(page: Page, sale: Sale) -> None:
    for number in range(23):
        sale("seller", f"Client {number:02}", days=number)
    client = page("seller")
    html = client.get("/selling").content.decode()
    assert html.count("data-card") == 20
    link = re.search(r'href="(/selling/list[^"]*)">3 more', html)
    assert link is not None
    listed = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert listed.count('class="name" href="/opportunities/') == 23


def test_the_list_pages_orders_and_finds_what_ended(page: Page, sale: Sale, now: Any) -> None:
    for number in range(52):
        sale("seller", f"Client {number:02}", days=number, amount_typed=number * 100)
    client = page("seller")
    first = client.get("/selling/list?order=amount").content.decode()
    assert first.index("Client 51") < first.index("Client 50")
    assert "Client 01" not in first
    following = re.search(r'href="([^"]*)" rel="next"', first)
    assert following is not None
    second = client.get(following[1].replace("&amp;", "&")).content.decode()
    assert "Client 01" in second
    assert client.get("/selling/list?after=nonsense").status_code == 422
    lost = Opportunity.objects.earliest("id")
    Opportunity.objects.filter(id=lost.id).update(
        outcome="lost", lost_reason="Too dear", closed_on=now.date(), settled_at=now
    )
    assert "Too dear" in client.get("/selling/list?view=lost").content.decode()
    assert "Too dear" not in client.get("/selling/list").content.decode()
    assert "No sale here" in client.get("/selling/list?view=abandoned").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/selling", 6), ("/selling/list", 1)])
def test_board_and_list_take_the_same_queries_whatever_stands_there(
    page: Page, sale: Sale, path: str, queries: int, rows: int
) -> None:
    for number in range(rows):
        sale("seller", f"Client {number}", step=1 + number % 2)
    assert own_queries(page("engineer"), path) == queries


def test_a_sale_is_added_to_an_account(page: Page, client_of: Callable[..., Any]) -> None:
    account = client_of("seller", "Brightwater Foods")
    client = page("seller")
    assert "Brightwater Foods" in client.get("/opportunities/new").content.decode()
    path = f"/accounts/{account.id}/opportunities/new"
    assert f'href="{path}"' in client.get("/opportunities/new?q=bright").content.decode()
    assert "No account has a name with" in client.get("/opportunities/new?q=zzz").content.decode()
    assert client.get(path).status_code == 200
    sent = {
        "name": "Cold rooms", "kind": "expansion", "amount_typed": "25,000.50", "currency": "eur",
        "expected_close": "2030-06-30", "next_step": "Call Ana", "next_step_on": "2030-01-02", "budget": "",
        "came_by": "referral",
    }  # fmt: skip
    answer = client.post(path, sent)
    made = Opportunity.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/opportunities/{made.id}")
    assert (made.kind, made.amount, made.currency, made.owner.name, made.came_by) == (
        OpportunityKind.EXPANSION, 25_000_50, "EUR", "Tom Okafor", "referral",
    )  # fmt: skip
    assert made.step.name == "Review the value"
    assert client.get("/accounts/999999/opportunities/new").status_code == 404


@pytest.mark.parametrize(("came_by", "chosen"), [("referral", "referral"), ("import", "outbound")])
def test_a_new_sale_begins_with_how_the_account_came_and_in_its_currency(
    page: Page, client_of: Callable[..., Any], came_by: str, chosen: str
) -> None:
    account = client_of("seller", "Brightwater Foods")
    Account.objects.filter(id=account.id).update(came_by=came_by, currency="GBP")
    html = page("seller").get(f"/accounts/{account.id}/opportunities/new").content.decode()
    assert re.findall(r'<option value="(\w+)" selected>', html.split('name="came_by"')[1]) == [chosen]
    assert re.search(r'name="currency"[^>]* value="GBP"', html)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"), ({"amount_typed": "much"}, "amount_typed"), ({"currency": "XYZ"}, "currency"),
        ({"expected_close": "31/02"}, "expected_close"), ({"next_step": "", "next_step_on": "2030-01-02"}, "next_step"),
        ({"name": "\0"}, "name"), ({"owner": "999999"}, "owner"), ({"budget": "1.2345"}, "budget"),
    ],
)  # fmt: skip
def test_a_refused_sale_keeps_what_was_typed(
    page: Page, client_of: Callable[..., Any], wrong: dict[str, str], field: str
) -> None:
    account = client_of("seller", "Brightwater Foods")
    sent = {"name": "Cold rooms", "kind": "renewal", "currency": "EUR", "next_step": "Call <Ana>"} | wrong
    answer = page("seller").post(f"/accounts/{account.id}/opportunities/new", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in html
    assert '<option value="renewal" selected>' in html
    assert "next_step" in wrong or "Call &lt;Ana&gt;" in html
    assert not Opportunity.objects.exists()


def test_a_sale_is_changed_by_its_owner_and_not_by_others(page: Page, sale: Sale) -> None:
    row = sale("seller", amount_typed=100_00)
    client, path = page("seller"), f"/opportunities/{row.id}/edit"
    assert 'value="100.00"' in client.get(path).content.decode()
    sent = {
        "name": "Seven farms",
        "currency": "EUR",
        "amount_typed": "200",
        "budget": "300",
        "seen": row.version,
    }
    assert client.post(path, sent)["Location"] == f"/opportunities/{row.id}"
    row.refresh_from_db()
    assert (row.name, row.amount, row.budget) == ("Seven farms", 200_00, 300_00)
    stale = client.post(path, sent | {"name": "Eight farms"})
    assert stale.status_code == 412
    html = stale.content.decode()
    assert "Tom Okafor changed this while you had it open" in html
    assert 'value="Eight farms"' in html
    assert f'name="seen" value="{row.version}"' in html
    assert page("engineer").get(path).status_code == 403
    refused = page("engineer").post(path, sent)
    assert refused.status_code == 403
    assert "A sale is changed by its owner and its team." in refused.content.decode()
