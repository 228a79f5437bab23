"""The pages of accounts and contacts in real Chromium: both themes, two widths, nothing against axe or the CSP."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dugout.accounts.commands.contacts import add_contact, contact_left
from dugout.accounts.terms import ContactValues, DecisionRole
from dugout.history.terms import Direction
from dugout.selling.commands.opportunities import add_opportunity
from dugout.selling.terms import OpportunityValues
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.terms import LoggedEntry
from tests.accounts.conftest import account, adding, correcting
from tests.accounts.shelf import stock
from tests.web.accounts.test_changing import fields_of
from tests.web.look.conftest import answers, opened
from tests.web.standing import stands_everywhere

__all__ = ["account", "adding", "answers", "correcting", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def look(opened: Callable[..., Any], pages: dict[str, Any], path: str, name: str, parts: Any = None) -> None:
    stands_everywhere(opened(pages, path, parts=parts), name)


LONG = "Maatschappij tot Exploitatie van Koelhuizen en IJsfabrieken Rijnmond-Zuidwest"
# Name; city, industry, country; owner and stage; ARR and renewal; employees and revenue; open signals and the worst.
SHELF = f"""
Brightwater Foods;Leeds,Food,England;account_manager,client;41280000,2027-01-30;820,19400000000;1,3
Osterhaus Frischemarkt;Kassel,Retail,Germany;account_manager,client;26800000,2027-02-12;2400,86000000000;1,2
St. Agnes Hospital Group;Bristol,Health,England;account_manager,client;53450000,2027-06-01;11200,120000000000;0,0
Aurelia Biobank;Basel,Research,Switzerland;seller,client;18200000,;140,;0,0
Nordfrost Terminals;Gothenburg,Logistics,Sweden;account_manager,client;47600000,2027-08-18;610,9000000000;0,0
Tolland Seafood Exports;Vigo,Food,Spain;seller,prospect;0,;75,1200000000;0,0
Velden Diagnostics;,,;,prospect;0,;,;0,0
Castellan Wine Merchants;Porto,Trade,Portugal;seller,lapsed;0,;31,400000000;0,0
{LONG};Rotterdam,Cold storage and ice,Netherlands;seller,prospect;0,;52000,3000000000000;3,4
"""
NAMES = (
    "name", "city", "industry", "country", "owner", "stage", "arr", "renewal_on", "employees", "annual_revenue",
    "open_signals", "worst_signal",
)  # fmt: skip


def shelf(person: Callable[[str], Any], at: dt.datetime) -> list[dict[str, Any]]:
    made = []
    for place, line in enumerate(SHELF.strip().splitlines()):
        one: dict[str, Any] = dict(zip(NAMES, line.replace(";", ",").split(","), strict=True))
        managed = one["owner"] == "account_manager"
        one["owner"] = person(one["owner"]) if one["owner"] else None
        one["renewal_on"] = one["renewal_on"] or None
        for number in ("arr", "employees", "annual_revenue", "open_signals", "worst_signal"):
            one[number] = int(one[number]) if one[number] else None
        if place % 3:
            one["last_contact_at"] = at - dt.timedelta(days=place)
        if managed:
            one["managed_since"] = at - dt.timedelta(days=100)
        made.append(one)
    return made


def test_the_list_of_accounts(
    answers: Callable[..., Any], opened: Callable[..., Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    stock(shelf(person, at), at)
    filtered = "/accounts?name=b&stage=client&stage=prospect&employees_from=500"
    pages = answers("/accounts", filtered, "/accounts?name=zzz", "/accounts?employees_from=abc")
    look(opened, pages, "/accounts", "accounts")
    look(opened, pages, filtered, "accounts-filtered")
    look(opened, pages, "/accounts?name=zzz", "accounts-none-matches")
    look(opened, pages, "/accounts?employees_from=abc", "accounts-narrow-refused")


def test_the_list_of_a_company_without_an_account(
    answers: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    look(opened, answers("/accounts"), "/accounts", "accounts-empty")


def test_the_forms_of_an_account(
    page: Callable[[str], Any], opened: Callable[..., Any], account: Any, correcting: Callable[..., Any],
    adding: Callable[..., Any],
) -> None:  # fmt: skip
    client = page("account_manager")
    group = adding("Halden Food Group", city="Oslo")
    adding("Brightwater Dairies", parent_id=account.id)
    path = f"/accounts/{account.id}"
    typed = {"name": "Brightwater Foods Ltd", "currency": "EUR", "city": "Leeds"}
    pages = {
        "/accounts/new": client.get("/accounts/new"),
        "/accounts/new?known": client.post("/accounts/new", typed),
        "/accounts/new?refused": client.post(
            "/accounts/new", {"name": "", "currency": "EUR", "employees": "x"}
        ),
        f"{path}/edit": client.get(f"{path}/edit"),
        f"{path}/owner": client.get(f"{path}/owner"),
        f"{path}/parent?q=halden": client.get(f"{path}/parent?q=halden"),
    }
    correcting(account, by="engineer", city="York", phone="+44 1132 496 0991")
    opened_before = fields_of(pages[f"{path}/edit"].content.decode())
    stale = opened_before | {"city": "Bradford", "country": "England"}
    pages[f"{path}/edit?stale"] = client.post(f"{path}/edit", stale)
    client.post(f"{path}/parent", {"seen": "2", "parent": str(group.id)})
    pages[f"{path}/parent"] = client.get(f"{path}/parent")
    for address in pages:
        look(
            opened,
            pages,
            address,
            "account-" + address.removeprefix(path).replace("/", "-").replace("?", "-").strip("-"),
        )


ANA = ContactValues(
    family_name="Ruiz", given_name="Ana", title="Head of purchasing", email="ana@brightwater.example",
    phone="+44 1132 496 0991", influence=4, attitude=-1, client_department="purchasing",
    roles=frozenset({DecisionRole.ECONOMIC_BUYER, DecisionRole.CHAMPION}),
)  # fmt: skip


def spoken_with(account: Any, contact_id: int, by: Any, at: dt.datetime) -> None:
    """An open sale, and a call with the contact."""
    values = OpportunityValues(name="Cold store", next_step="Visit", next_step_on=at.date())
    add_opportunity(account_id=account.id, values=values, by=by, at=at)
    entry = LoggedEntry(
        account_id=account.id, kind="call", text="She asked for a date.", happened_at=at,
        direction=Direction.TWO_WAY, contacts=(contact_id,), people=(by.person_id,),
    )  # fmt: skip
    log_entry(entry=entry, by=by, at=at)


def test_contacts(
    page: Callable[[str], Any],
    opened: Callable[..., Any],
    account: Any,
    author: Callable[[str], Any],
    at: dt.datetime,
) -> None:
    client, by, path = page("account_manager"), author("seller"), f"/accounts/{account.id}/contacts"
    pages = {f"{path}?who=all": client.get(f"{path}?who=all")}
    ana = add_contact(account_id=account.id, values=ANA, by=by, at=at)
    long = ContactValues(
        family_name="Wolfeschlegelsteinhausenbergerdorff",
        given_name="Hubert Blaine",
        reports_to_id=ana.id,
        attitude=2,
    )
    gone = add_contact(account_id=account.id, values=long, by=by, at=at)
    contact_left(contact_id=gone.id, on_day=at.date(), by=by, at=at)
    spoken_with(account, ana.id, by, at)
    for address in (
        f"{path}?who=all&",
        f"/contacts/{ana.id}",
        f"/contacts/{gone.id}",
        f"/contacts/{ana.id}/edit",
    ):
        pages[address] = client.get(address)
    pages[f"{path}/new"] = client.post(
        f"{path}/new", {"family_name": "", "email": "nobody", "roles": ["user"]}
    )
    pages[f"/contacts/{ana.id}/leave"] = client.get(f"/contacts/{ana.id}/leave")
    names = ("none", "list", "one", "one-left", "correct", "add-refused", "leave")
    for name, address in zip(names, pages, strict=True):
        look(opened, pages, address, f"contacts-{name}")


def test_on_a_phone_the_conditions_are_chosen_in_a_dialog(
    page: Callable[[str], Any], opened: Callable[..., Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    stock(shelf(person, at), at)
    client = page("account_manager")
    part = client.get("/accounts/narrow", headers={"X-Requested-With": "fetch"}).content.decode()
    pages = {"/accounts": client.get("/accounts")}
    parts = {"/accounts/narrow": {"status": 200, "body": part, "content_type": "text/html"}}
    shown = opened(pages, "/accounts", width=390, theme="dark", parts=parts)
    assert not shown.get_by_label("Industry").first.is_visible()
    shown.get_by_role("link", name="Narrow down and sort").click()
    dialog = shown.locator("dialog[open]")
    dialog.get_by_label("Prospect").check()
    dialog.get_by_label("In which order").select_option("name")
    if folder := os.environ.get("DUGOUT_SHOTS"):
        shown.screenshot(path=Path(folder) / "accounts-dialog-390-dark.png")
    found = Axe().run(shown).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    with shown.expect_navigation() as gone:
        dialog.get_by_role("button", name="Show accounts").click()
    asked = gone.value.url.partition("?")[2]
    assert "stage=prospect" in asked
    assert "sort=name" in asked
    assert shown.complaints == []
