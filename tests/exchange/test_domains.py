"""A row that is an account which is here already, by its domain: once, and wherever the chunks part."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.models import Account
from dugout.accounts.terms import AccountValues
from tests.exchange.taking import AT, take, write

pytestmark = pytest.mark.django_db

MAPPING = """
source = "{source}"
currency = "EUR"
zone = "Europe/Berlin"
[[files]]
file = "companies.csv"
kind = "accounts"
id = ["id"]
[files.fields]
name = "name"
domain = "domain"
founded = "founded"
"""
ROWS = (
    ("1", "Acme", "acme.example", ""),
    ("2", "Hollin Dairy", "hollin.example", ""),
    ("3", "Acme France", "acme.example", ""),
)


@pytest.fixture
def companies(tmp_path: Path) -> Callable[..., Any]:
    """Imports rows of companies: `companies(ROWS, chunk=1)`."""

    def taken(rows: Any, *, source: str = "register", chunk: int = 5000) -> Any:
        mapping = tmp_path / f"{source}.toml"
        mapping.write_text(MAPPING.format(source=source), encoding="utf-8")
        file = write(tmp_path / "companies.csv", ("id", "name", "domain", "founded"), rows)
        return take(file, mapping=str(mapping), chunk=chunk)

    return taken


@pytest.fixture
def ours(author: Callable[[str], Any]) -> Account:
    """An account that somebody typed, with the domain of the first row."""
    values = AccountValues(name="ACME", domain="acme.example")
    return add_account(values=values, owner_id=None, by=author("seller"), at=AT)


def names() -> list[str]:
    return sorted(Account.objects.values_list("name", flat=True))


@pytest.mark.parametrize("chunk", [1, 2, 5000])
def test_two_companies_that_share_a_domain_stay_two(companies: Callable[..., Any], chunk: int) -> None:
    report = companies(ROWS, chunk=chunk)

    assert report.counts["accounts"] == {"created": 3}
    assert names() == ["Acme", "Acme France", "Hollin Dairy"]
    assert companies(ROWS, chunk=chunk).counts["accounts"] == {"unchanged": 3}


@pytest.mark.parametrize("chunk", [1, 2, 5000])
def test_the_first_sound_row_with_the_domain_is_the_account_that_was_typed(
    companies: Callable[..., Any], ours: Account, chunk: int
) -> None:
    unsound = ("0", "Acme of old", "acme.example", "12")

    report = companies((unsound, *ROWS), chunk=chunk)

    assert report.counts["accounts"] == {"rejected": 1, "updated": 1, "created": 2}
    ours.refresh_from_db()
    assert (ours.name, ours.external_id) == ("Acme", "1")
    assert names() == ["Acme", "Acme France", "Hollin Dairy"]


@pytest.mark.parametrize("chunk", [1, 5000])
def test_a_second_source_finds_the_accounts_of_the_first_and_each_once(
    companies: Callable[..., Any], chunk: int
) -> None:
    companies(ROWS[:2])

    report = companies(
        [("a", "Acme Ltd", "acme.example", ""), ("b", "Acme Spain", "acme.example", "")],
        source="newsletter", chunk=chunk,
    )  # fmt: skip

    assert report.counts["accounts"] == {"updated": 1, "created": 1}
    assert names() == ["Acme Ltd", "Acme Spain", "Hollin Dairy"]
