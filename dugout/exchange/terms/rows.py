"""What can be imported: the kinds of files, their fields, and a row of each as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class FileKind(StrEnum):
    """The kinds of files, in the order in which they are read: each may refer to those before it."""

    PRODUCTS = "products"
    TEAMS = "teams"
    ACCOUNTS = "accounts"
    OPPORTUNITIES = "opportunities"


class RowVerdict(StrEnum):
    """What became of a row. A mended row has a second verdict beside it."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    MENDED = "mended"
    REJECTED = "rejected"
    # Kept only while an import runs: the row's parent is not in yet.
    WAITING = "waiting"


class FieldType(StrEnum):
    TEXT = "text"
    NUMBER = "whole number"
    MONEY = "money"
    DAY = "day"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A field that a column may be mapped to. `most` is characters of a text, or the largest number."""

    type: FieldType = FieldType.TEXT
    required: bool = False
    most: int = 200


class StageRule(NamedTuple):
    """What a value of the stage column means: an outcome, and for an open one the number of the step."""

    outcome: str
    step: int
    reason: str
    skip: bool


class ProductRow(NamedTuple):
    external_id: str
    name: str
    series: str
    price: int | None


class TeamRow(NamedTuple):
    """Somebody who sells. `manager` is the id of another row, or the name of somebody without one."""

    external_id: str
    name: str
    title: str
    manager: str
    office: str


class AccountRow(NamedTuple):
    """A company; `parent` is the id of another row. Money in minor units."""

    external_id: str
    name: str
    legal_name: str
    domain: str
    industry: str
    employees: int | None
    annual_revenue: int | None
    country: str
    city: str
    phone: str
    founded: int | None
    parent: str


class SaleRow(NamedTuple):
    """A possible sale; owner, product and account are ids of other rows, "" where the file names none."""

    external_id: str
    name: str
    owner: str
    product: str
    account: str
    stage: StageRule
    opened_on: date | None
    closed_on: date | None
    value: int | None


FileRow = ProductRow | TeamRow | AccountRow | SaleRow

_TEXT, _NUMBER = FieldRule(), FieldRule(type=FieldType.NUMBER, most=2_000_000_000)
_MONEY, _DAY = FieldRule(type=FieldType.MONEY), FieldRule(type=FieldType.DAY)
_NAME = FieldRule(required=True)

# The fields of each kind, in the order of its row after the id.
FIELDS: dict[FileKind, Mapping[str, FieldRule]] = {
    FileKind.PRODUCTS: {"name": _NAME, "series": FieldRule(most=100), "price": _MONEY},
    FileKind.TEAMS: {"name": _NAME, "title": _TEXT, "manager": _TEXT, "office": FieldRule(most=100)},
    FileKind.ACCOUNTS: {
        "name": _NAME, "legal_name": _TEXT, "domain": _TEXT, "industry": FieldRule(most=100),
        "employees": _NUMBER, "annual_revenue": _MONEY, "country": FieldRule(most=100),
        "city": FieldRule(most=100), "phone": FieldRule(most=40),
        "founded": FieldRule(type=FieldType.NUMBER, most=9999), "parent": _TEXT,
    },
    FileKind.OPPORTUNITIES: {
        "name": _TEXT, "owner": _NAME, "product": _TEXT, "account": _TEXT,
        "stage": FieldRule(type=FieldType.STAGE, required=True), "opened_on": _DAY, "closed_on": _DAY,
        "value": _MONEY,
    },
}  # fmt: skip
ROWS: dict[FileKind, type[ProductRow | TeamRow | AccountRow | SaleRow]] = {
    FileKind.PRODUCTS: ProductRow,
    FileKind.TEAMS: TeamRow,
    FileKind.ACCOUNTS: AccountRow,
    FileKind.OPPORTUNITIES: SaleRow,
}
