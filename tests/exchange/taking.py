"""How the tests of this folder write files and have them imported."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dugout.exchange.commands.importing import import_source
from dugout.exchange.queries.files import find_files
from dugout.exchange.queries.mappings import mapping_of
from dugout.exchange.terms.results import ImportReport
from dugout.history.terms import Source, system

AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)
BY = system(Source.IMPORT)

PRODUCTS = ("product", "series", "sales_price")
TEAMS = ("sales_agent", "manager", "regional_office")
ACCOUNTS = (
    "account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of",
)  # fmt: skip
PIPELINE = (
    "opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value",
)  # fmt: skip


def take(*paths: Path, mapping: str = "crm", at: dt.datetime = AT, **more: Any) -> ImportReport:
    """Imports files or a folder, as the command does."""
    found = mapping_of(mapping)
    return import_source(mapping=found, files=find_files(found, paths), by=BY, at=at, **more)


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], **dialect: Any) -> Path:
    """A CSV file; further arguments are the writer's, and `encoding`."""
    encoding = dialect.pop("encoding", "utf-8")
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, **dialect)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def accounts(folder: Path, *rows: Sequence[object]) -> Path:
    """The file of accounts with these rows."""
    return write(folder / "accounts.csv", ACCOUNTS, rows)


def small_set(folder: Path, sales: Iterable[Sequence[object]] | None = None) -> Path:
    """Two products, three sellers under a manager, three accounts in a family, four sales."""
    write(
        folder / "products.csv",
        PRODUCTS,
        [("Freezer farm", "Cold", 550), ("Blast tunnel", "Cold", "4821.50")],
    )
    write(
        folder / "sales_teams.csv", TEAMS,
        [("Una Berg", "Olle Dahl", "North"), ("Per Holm", "Olle Dahl", "South"), ("Eva Lind", "Una Berg", "North")],
    )  # fmt: skip
    write(
        folder / "accounts.csv", ACCOUNTS,
        [
            ("Nord Fisk", "technolgy", 1996, "1.5", 2822, "Sweden", "Hav Holding"),
            ("Hav Holding", "food", 1950, "1100.04", 90000, "Norway", ""),
            ("Fjord Is", "food", 2001, "0.25", 12, "Philipines", "Nord Fisk"),
        ],
    )  # fmt: skip
    write(folder / "sales_pipeline.csv", PIPELINE, SALES if sales is None else sales)
    return folder


SALES = (
    ("S1", "Una Berg", "Freezer farm", "Nord Fisk", "Won", "1/15/2025", "9/30/2025", "1054"),
    ("S2", "Per Holm", "Blast tunnel", "Hav Holding", "Lost", "2/1/2025", "3/1/2025", "0"),
    ("S3", "Eva Lind", "Freezer farm", "", "Engaging", "2/28/2026", "", ""),
    ("S4", "Eva Lind", "Blast tunnel", "Fjord Is", "Prospecting", "", "", ""),
)
