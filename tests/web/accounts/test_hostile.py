"""Every naughty string goes through text fields of accounts and contacts, by form and by API: kept, or refused.

Each request fills all fields with other strings, so that each string is sent once by each door.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest
from django.test import Client

from dugout.accounts.models import Account, Contact
from dugout.values.refused import Problem
from dugout.values.texts import clean_line
from tests.accounts.conftest import account, adding
from tests.api.asking import fields, post

__all__ = ["account", "adding"]
pytestmark = pytest.mark.django_db
ACCOUNT_LINES = {"name": 200, "legal_name": 200, "industry": 100, "country": 100, "city": 100, "phone": 40}
CONTACT_LINES = {"family_name": 100, "given_name": 100, "title": 200, "phone": 40, "language": 20}


@pytest.fixture
def naughty(shared_data: Path) -> list[str]:
    found: list[str] = json.loads((shared_data / "hostile" / "naughty-strings" / "blns.json").read_text())
    return [*found, "x" * 10_000, "a\0b", "\u202eevil\u202c", "مرحبا بالعالم", "\ufeff"]


def handfuls(texts: list[str], lines: dict[str, int]) -> Iterator[dict[str, str]]:
    """So many strings at a time as there are fields; the last handful begins again with the first strings."""
    turning = cycle(texts)
    for _ in range(-(-len(texts) // len(lines))):
        yield dict(zip(lines, islice(turning, len(lines)), strict=True))


def wrong_fields(typed: dict[str, str], lines: dict[str, int], needed: str) -> set[str]:
    """Those fields that cannot hold their string, by the rule of texts."""
    cleaned = {name: clean_line(typed[name], most) for name, most in lines.items()}
    return {name for name, one in cleaned.items() if isinstance(one, Problem) or (name == needed and not one)}


def test_accounts_keep_each_naughty_string_as_it_was_written_or_refuse_it_by_its_field(
    page: Callable[[str], Client], caller: Callable[..., Client], naughty: list[str]
) -> None:
    browser, program = page("seller"), caller("seller")
    kept = 0
    for typed in handfuls(naughty, ACCOUNT_LINES):
        wrong = wrong_fields(typed, ACCOUNT_LINES, "name")
        answer = browser.post("/accounts/new", {**typed, "currency": "EUR", "even_so": "on"})
        assert answer.status_code == (422 if wrong else 302), typed
        said = set(re.findall(r'href="#f-(\w+)"', answer.content.decode()))
        assert said == wrong
        sent = post(program, "/accounts", {**typed, "even_if_known": True})
        assert sent.status_code == (422 if wrong else 201), typed
        if wrong:
            assert fields(sent) == wrong
            continue
        kept += 1
        for row in Account.objects.order_by("-id")[:2]:
            assert all(
                getattr(row, name) == clean_line(typed[name], most) for name, most in ACCOUNT_LINES.items()
            )
    assert kept > 20
    assert Account.objects.count() == 2 * kept
    shown = browser.get("/accounts?sort=name").content.decode()
    listed = re.findall(r'class="name" href="/accounts/\d+">(.*?)</a>', shown, re.DOTALL)
    assert listed
    for name in listed:
        assert "<" not in name, "markup is text"
        assert Account.objects.filter(name=html.unescape(name)).exists()


def test_contacts_keep_each_naughty_string_as_it_was_written_or_refuse_it_by_its_field(
    page: Callable[[str], Client], caller: Callable[..., Client], account: Account, naughty: list[str]
) -> None:
    browser, program = page("seller"), caller("seller")
    path = f"/accounts/{account.id}/contacts"
    for typed in handfuls(naughty, CONTACT_LINES):
        wrong = wrong_fields(typed, CONTACT_LINES, "family_name")
        answer = browser.post(f"{path}/new", typed)
        assert answer.status_code == (422 if wrong else 302), typed
        assert set(re.findall(r'href="#f-(\w+)"', answer.content.decode())) == wrong
        sent = post(program, "/contacts", {**typed, "account": str(account.id)})
        assert sent.status_code == (422 if wrong else 201), typed
        if not wrong:
            row = Contact.objects.latest("id")
            assert all(
                getattr(row, name) == clean_line(typed[name], most) for name, most in CONTACT_LINES.items()
            )
    assert browser.get(f"{path}?who=all").status_code == 200


def test_lists_and_choosers_are_asked_for_each_naughty_string_and_answer(
    page: Callable[[str], Client], caller: Callable[..., Client], account: Account, naughty: list[str]
) -> None:
    browser, program = page("seller"), caller("seller")
    for asked in handfuls(naughty, dict.fromkeys(("name", "industry", "country", "owner", "stage", "q"), 0)):
        assert browser.get("/accounts", asked).status_code == 200, asked
        assert browser.get(f"/accounts/{account.id}/parent", asked).status_code == 200, asked
        plain = {name: asked[name] for name in ("name", "industry", "country")} | {"external_id": asked["q"]}
        assert program.get("/api/v1/accounts", plain).status_code == 200, asked
        people = {"name": asked["name"], "email": asked["owner"], "external_id": asked["q"]}
        assert program.get("/api/v1/contacts", people).status_code == 200, asked


def test_what_is_no_address_is_refused_by_its_field(account: Account, naughty: list[str]) -> None:
    """Asked of the rules themselves, which both doors ask."""
    from dugout.accounts.commands.accounts import as_kept
    from dugout.accounts.commands.contacts import as_kept as contact_as_kept
    from dugout.accounts.terms import AccountValues, ContactValues
    from dugout.values.refused import Refused

    refused = []
    for text in naughty:
        for clean, values in (
            (as_kept, AccountValues(name="X", domain=text)),
            (contact_as_kept, ContactValues(family_name="X", email=text)),
        ):
            try:
                clean(values)  # type: ignore[operator]
            except Refused as refusal:
                refused.append({problem.field for problem in refusal.problems})
    assert len(refused) > len(naughty)
    assert all(one in ({"domain"}, {"email"}) for one in refused)
