"""The importer knows no data set: the same rows under other headers, written otherwise, become the same records."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from tests.exchange.contents import contents
from tests.exchange.taking import take, write

pytestmark = pytest.mark.django_db

MAPPING = str(Path(__file__).with_name("second.toml"))
STAND = {"Prospecting": "angesprochen", "Engaging": "im Gespräch", "Won": "gewonnen", "Lost": "verloren"}


def rewritten(source: Path, folder: Path) -> Path:
    """The set as the second mapping reads it."""

    def rows(name: str) -> Iterable[dict[str, str]]:
        return csv.DictReader((source / name).open(encoding="utf-8", newline=""))

    def file(name: str, header: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> None:
        write(folder / name, header, lines, encoding="cp1252", delimiter=";")

    file("waren.csv", ("Preis", "Reihe", "Ware"), (
        (number(row["sales_price"]), row["series"], row["product"]) for row in rows("products.csv")
    ))  # fmt: skip
    file("leute.csv", ("Büro", "Verkäufer", "Zimmer", "Leitung"), (
        (row["regional_office"], row["sales_agent"], "7", row["manager"]) for row in rows("sales_teams.csv")
    ))  # fmt: skip
    file("kunden.csv", ("Mutter", "Köpfe", "Firma", "Umsatz", "Land", "Branche", "Gegründet"), (
        (row["subsidiary_of"], number(row["employees"]), row["account"], number(row["revenue"], 1000),
         row["office_location"], row["sector"], row["year_established"])
        for row in rows("accounts.csv")
    ))  # fmt: skip
    file("verkäufe.csv", ("Stand", "Nr", "Eröffnet", "Wert", "Ware", "Kunde", "Geschlossen", "Verkäufer"), (
        (STAND[row["deal_stage"]], row["opportunity_id"], day(row["engage_date"]) or "offen",
         number(row["close_value"]), row["product"].replace("GTXPro", "GTX Pro"), row["account"] or "-",
         day(row["close_date"]), row["sales_agent"])
        for row in rows("sales_pipeline.csv")
    ))  # fmt: skip
    return folder


def number(text: str, times: int = 1) -> str:
    """With a comma before decimals and a dot between thousands."""
    if not text:
        return ""
    value = Decimal(text) * times
    whole, _, part = f"{value:,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part.strip("0") else "")


def day(text: str) -> str:
    month, _, rest = text.partition("/")
    return f"{rest.split('/')[0]:0>2}.{month:0>2}.{rest.split('/')[1]}" if text else ""


def test_the_set_through_a_second_mapping_becomes_the_same_rows(crm: Path, tmp_path: Path) -> None:
    folder = rewritten(crm, tmp_path)
    with transaction.atomic():
        take(crm)
        by_the_shipped = contents()
        transaction.set_rollback(True)

    take(folder, mapping=MAPPING)

    found = contents()
    assert len(found["opportunities"]) == 8800
    for name, rows in by_the_shipped.items():
        assert found[name] == rows, name
