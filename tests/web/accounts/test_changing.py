"""Adding, correcting, moving and giving away accounts by their forms."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account, AccountFigures
from dugout.history.models import Entry
from tests.accounts.conftest import account, adding, correcting

__all__ = ["account", "adding", "correcting"]
pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
NEW = {"name": "Aurelia Biobank", "currency": "EUR", "came_by": "inbound"}


def fields_of(html: str) -> dict[str, str]:
    """What the page's form would send, unchanged."""
    found = dict(re.findall(r'<input[^>]* name="([\w-]+)"[^>]* value="([^"]*)"', html))
    found |= dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n([^<]*)<', html))
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {
        name: value.replace("&#39;", "'").replace("&amp;", "&")
        for name, value in found.items()
        if name != "csrfmiddlewaretoken"
    }


def test_a_prospect_is_added_and_owned_by_who_adds_it(page: Page, person: Callable[[str], Any]) -> None:
    client = page("seller")
    html = client.get("/accounts/new").content.decode()
    sent = fields_of(html) | {"name": "Aurelia Biobank", "domain": "https://www.aurelia.example/x", "city": "Basel",
                              "annual_revenue": "1,234.50", "employees": "1,200"}  # fmt: skip
    answer = client.post("/accounts/new", sent)
    made = Account.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{made.id}")
    assert (made.domain, made.annual_revenue, made.currency, made.employees, made.owner) == (
        "aurelia.example", 123450, "EUR", 1200, person("seller"),
    )  # fmt: skip
    assert "Aurelia Biobank is added as a prospect." in client.get("/accounts").content.decode()


def test_a_company_that_is_likely_here_is_shown_before_a_second_is_made(page: Page, account: Account) -> None:
    client = page("seller")
    asked = client.post("/accounts/new", NEW | {"name": "BRIGHTWATER FOODS Ltd", "city": "Hull"})
    html = asked.content.decode()
    assert asked.status_code == 422
    assert "This company is likely here already." in html
    assert f'href="/accounts/{account.id}"' in html
    assert 'value="Hull"' in html
    assert Account.objects.count() == 1
    client.post("/accounts/new", NEW | {"name": "BRIGHTWATER FOODS Ltd", "even_so": "on"})
    assert Account.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "An account needs a name."),
        ({"name": "x" * 10_000}, "200 is the most"),
        ({"name": "a\0b"}, "control sign"),
        ({"employees": "many"}, "is not a whole number"),
        ({"employees": "-5"}, "This many people cannot work there."),
        ({"employees": "9" * 30}, "is not a whole number"),
        ({"annual_revenue": "1.2345"}, "EUR has at most 2 decimals."),
        ({"annual_revenue": "a lot"}, "This is not an amount."),
        ({"currency": "ABC"}, "There is no such currency."),
        ({"domain": "not a domain"}, "This is not a domain."),
        ({"founded": "12"}, "This is not a year."),
        ({"owner": "9999999"}, "somebody who works here"),
    ],
)
def test_a_refused_account_keeps_what_was_typed(page: Page, wrong: dict[str, str], says: str) -> None:
    sent = NEW | {"city": "Typed town", "address": "Typed\nstreet"} | wrong
    answer = page("seller").post("/accounts/new", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert says in html
    assert "Not added yet." in html
    assert 'value="Typed town"' in html
    assert "Typed\nstreet" in html
    assert Account.objects.count() == 0


def test_all_that_is_wrong_is_told_at_once(page: Page) -> None:
    html = (
        page("seller")
        .post("/accounts/new", {"name": "", "currency": "EUR", "employees": "x", "founded": "1"})
        .content.decode()
    )
    assert "3 answers need you." in html


def test_right_to_left_text_and_markup_are_shown_as_text(page: Page) -> None:
    client = page("seller")
    client.post("/accounts/new", NEW | {"name": "<b>شركة</b>", "city": "حيفا"})
    html = client.get("/accounts").content.decode()
    assert "&lt;b&gt;شركة&lt;/b&gt;" in html
    assert "<b>شركة" not in html


def test_a_correction_is_saved_and_undone_from_the_toast(page: Page, account: Account) -> None:
    client = page("engineer")
    path = f"/accounts/{account.id}/edit"
    sent = fields_of(client.get(path).content.decode()) | {"city": "York", "employees": ""}
    answer = client.post(path, sent)
    assert answer["Location"] == f"/accounts/{account.id}"
    account.refresh_from_db()
    assert (account.city, account.employees, account.domain) == ("York", None, "brightwater.example")
    undo = re.search(r'action="(/accounts/\d+/undo/\d+)"', client.get("/accounts").content.decode())
    assert undo
    assert client.post(undo[1])["Location"] == f"/accounts/{account.id}"
    account.refresh_from_db()
    assert (account.city, account.employees) == ("Leeds", 800)
    assert client.post(undo[1]).status_code == 412


def test_saving_without_a_change_writes_nothing(page: Page, account: Account) -> None:
    client = page("engineer")
    path = f"/accounts/{account.id}/edit"
    entries = Entry.objects.count()
    assert client.post(path, fields_of(client.get(path).content.decode())).status_code == 302
    assert Entry.objects.count() == entries
    assert "is corrected" not in client.get("/accounts").content.decode()


def test_a_stale_save_takes_over_what_was_not_touched_and_shows_both_texts_of_the_rest(
    page: Page, account: Account, correcting: Callable[..., Account]
) -> None:
    client = page("seller")
    path = f"/accounts/{account.id}/edit"
    opened = fields_of(client.get(path).content.decode())
    correcting(account, by="engineer", city="York", phone="+44 1", industry="Food")
    answer = client.post(path, opened | {"city": "Bradford", "country": "England"})
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Daniel Brandt changed this while you had it open." in html
    assert "as you had not touched it: Industry, Phone." in html
    assert re.search(r'<th scope="row">Town</th><td class="pre">York</td><td class="pre">Bradford</td>', html)
    account.refresh_from_db()
    assert account.city == "York"
    again = fields_of(html)
    assert (again["city"], again["phone"], again["country"], again["industry"]) == (
        "Bradford",
        "+44 1",
        "England",
        "Food",
    )
    assert client.post(path, again).status_code == 302
    account.refresh_from_db()
    assert (account.city, account.phone, account.country, account.industry) == (
        "Bradford",
        "+44 1",
        "England",
        "Food",
    )


def test_changes_of_different_fields_need_no_choice(
    page: Page, account: Account, correcting: Callable[..., Account]
) -> None:
    client = page("seller")
    path = f"/accounts/{account.id}/edit"
    opened = fields_of(client.get(path).content.decode())
    correcting(account, by="engineer", phone="+44 1")
    html = client.post(path, opened | {"city": "Hull"}).content.decode()
    assert "You changed different things. Save again, and both are kept." in html
    client.post(path, fields_of(html))
    account.refresh_from_db()
    assert (account.city, account.phone) == ("Hull", "+44 1")


def test_a_form_that_was_refused_for_a_value_still_knows_what_it_had_seen(
    page: Page, account: Account, correcting: Callable[..., Account]
) -> None:
    client = page("seller")
    path = f"/accounts/{account.id}/edit"
    opened = fields_of(client.get(path).content.decode())
    correcting(account, by="engineer", city="York")
    refused = client.post(path, opened | {"employees": "many"})
    assert refused.status_code == 422
    again = fields_of(refused.content.decode()) | {"employees": "5"}
    assert client.post(path, again).status_code == 412


def test_the_owner_is_changed_by_who_may_with_a_reason(
    page: Page, account: Account, person: Callable[[str], Any]
) -> None:
    path = f"/accounts/{account.id}/owner"
    assert page("seller").get(path).status_code == 403
    refused = page("seller").post(path, {"owner": person("seller").id, "reason": "Mine."})
    assert refused.status_code == 403
    client = page("account_manager")
    html = client.get(path).content.decode()
    assert "Ines Duarte owns it today" in html
    sent = fields_of(html) | {"owner": str(person("other_account_manager").id)}
    no_reason = client.post(path, sent)
    assert no_reason.status_code == 422
    assert "A change of owner needs a reason." in no_reason.content.decode()
    assert f'value="{person("other_account_manager").id}" selected' in no_reason.content.decode()
    assert client.post(path, sent | {"reason": "Ines moves to Bristol."}).status_code == 302
    account.refresh_from_db()
    assert account.owner == person("other_account_manager")
    assert Entry.objects.latest("id").text == "Ines moves to Bristol."
    late = page("admin").post(path, sent | {"reason": "I too.", "owner": str(person("seller").id)})
    assert late.status_code == 412
    assert "Priya Raman owns it now." in late.content.decode()


@pytest.mark.parametrize("managed", [False, True])
def test_the_owners_form_says_what_it_means_for_an_account_that_was_handed_over(
    managed: bool, page: Page, account: Account, at: dt.datetime
) -> None:
    AccountFigures.objects.filter(account=account).update(managed_since=at if managed else None)
    html = page("account_manager").get(f"/accounts/{account.id}/owner").content.decode()
    assert ("of anybody else, the next win is handed over again." in html) is managed


def test_a_script_gets_the_owners_form_alone(page: Page, account: Account) -> None:
    answer = page("account_manager").get(
        f"/accounts/{account.id}/owner", headers={"X-Requested-With": "fetch"}
    )
    assert answer.content.decode().lstrip().startswith("<header>")


def test_an_account_is_put_under_one_that_is_found_by_name_and_out_again(
    page: Page, account: Account, adding: Callable[..., Account]
) -> None:
    group = adding("Halden Food Group", city="Oslo")
    client = page("engineer")
    path = f"/accounts/{account.id}/parent"
    assert "stands by itself" in client.get(path).content.decode()
    html = client.get(f"{path}?q=food").content.decode()
    assert "Halden Food Group" in html
    assert html.count("Put under this") == 1
    assert client.post(path, {"seen": "1", "parent": str(group.id)})["Location"] == path
    account.refresh_from_db()
    assert account.parent == group
    shown = client.get(path).content.decode()
    assert f"/accounts/{account.id}/undo/2" in shown
    assert "Brightwater Foods stands under Halden Food Group now." in shown
    circle = client.post(
        f"/accounts/{group.id}/parent", {"seen": "1", "parent": str(account.id), "q": "bright"}
    )
    assert circle.status_code == 422
    assert "An account cannot lie under itself, at any depth." in circle.content.decode()
    assert client.post(path, {"seen": "1", "parent": ""}).status_code == 412
    assert client.post(path, {"seen": "2", "parent": ""}).status_code == 302
    account.refresh_from_db()
    assert account.parent is None
    assert "No account has words that begin so" in client.get(f"{path}?q=zzz").content.decode()


@pytest.mark.parametrize("path", ["edit", "owner", "parent"])
def test_an_account_that_is_not_there_is_said_to_be_missing(page: Page, path: str, at: dt.datetime) -> None:
    assert page("admin").get(f"/accounts/999999/{path}").status_code == 404
    assert page("admin").get(f"/accounts/{10**30}/{path}").status_code == 404
