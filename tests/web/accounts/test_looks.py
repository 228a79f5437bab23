"""The pages of accounts and contacts in real Chromium: both themes, two widths, nothing against axe or the CSP."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.accounts.shelf import stock
from tests.web.look.conftest import answers, opened

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
# Both widths and both themes, in two looks; all four where somebody wants to see them.
LOOKS = [(1440, "light"), (390, "dark")]
SHOTS = [(1440, "dark"), (390, "light")] if "DUGOUT_SHOTS" in os.environ else []


def look(opened: Callable[..., Any], pages: dict[str, Any], path: str, name: str, parts: Any = None) -> None:
    """Opens the page in each width and theme; nothing against axe, the CSP, or the width of the window."""
    for width, theme in LOOKS + SHOTS:
        shown = opened(pages, path, width=width, theme=theme, parts=parts)
        shown.wait_for_load_state("networkidle")
        if folder := os.environ.get("DUGOUT_SHOTS"):
            shown.screenshot(path=Path(folder) / f"{name}-{width}-{theme}.png", full_page=True)
        # That the page itself is a refusal, the browser says too.
        assert [one for one in shown.complaints if "status of 422" not in one] == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{name} scrolls sideways"
        )
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


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
