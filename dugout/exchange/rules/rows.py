"""From the cells of a line to a row of its kind, with everything that is wrong with it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dugout.exchange.rules.cells import Cell, Unreadable, cell_of, shown
from dugout.exchange.terms.mappings import ColumnRule, FileRule, Writing
from dugout.exchange.terms.results import Found, ReadRow
from dugout.exchange.terms.rows import (
    FIELDS,
    ROWS,
    FieldRule,
    FieldType,
    FileKind,
    FileRow,
    RowVerdict,
    SaleRow,
)

ID_PARTED_BY = " / "
LONGEST_ID = 200


def columns_of(rule: FileRule) -> tuple[str, ...]:
    """Every column that a file must have, each once, the identifying ones first."""
    return tuple(dict.fromkeys((*rule.id, *(column.column for column in rule.fields.values()))))


def check_header(rule: FileRule, header: Sequence[str]) -> str:
    """What is wrong with a header, in a sentence; "" when all mapped columns are there, each once."""
    counted = Counter(header)
    missing = [name for name in columns_of(rule) if not counted[name]]
    if missing:
        there = ", ".join(shown(name) for name in header[:20]) or "none"
        return f"The columns {', '.join(map(shown, missing))} are missing; there are {there}."
    twice = [name for name in columns_of(rule) if counted[name] > 1]
    return f"The column {shown(twice[0])} is there {counted[twice[0]]} times." if twice else ""


class RowReader:
    """Reads the lines of one file by its rule. The header must have passed `check_header`."""

    def __init__(self, rule: FileRule, header: Sequence[str], currency: str, zone: str) -> None:
        types = {FIELDS[rule.kind][name].type for name in rule.fields}
        money, days = FieldType.MONEY in types, FieldType.DAY in types
        self._stated = (currency if money else "", zone if days else "")
        self._kind = rule.kind
        self._width = len(header)
        self._make = ROWS[rule.kind]
        place = {name: number for number, name in enumerate(header)}
        self._ids = [(place[name], name, _id_cell(rule, name, currency)) for name in rule.id]
        self._cells: list[tuple[int, str, Cell] | None] = []
        self._empty: list[Any] = []
        for name, field in FIELDS[rule.kind].items():
            column = rule.fields.get(name)
            self._empty.append("" if field.type is FieldType.TEXT else None)
            self._cells.append(
                (place[column.column], column.column, cell_of(field, column, currency, rule.stages))
                if column
                else None
            )
        self._named = {name: column.column for name, column in rule.fields.items()}

    def read(self, line: int, cells: Sequence[str]) -> ReadRow:
        """The row of a line. Rejected when any of its cells is; all of them are named."""
        if len(cells) != self._width:
            what = f"The line has {len(cells)} cells, the header {self._width}."
            return ReadRow(line, None, (Found("", RowVerdict.REJECTED, what),))
        found: list[Found] = []
        values: list[Any] = [self._id(cells, found)]
        for empty, cell in zip(self._empty, self._cells, strict=True):
            values.append(empty if cell is None else _value(cells, cell, found))
        if any(one.verdict is RowVerdict.REJECTED for one in found):
            return ReadRow(line, None, tuple(found))
        row: FileRow = self._make(*values)
        if isinstance(row, SaleRow):
            found.extend(check_opportunity(row, self._named))
            row = row if row.name else row._replace(name=name_of(row))
            if any(one.verdict is not RowVerdict.MENDED for one in found):
                return ReadRow(line, None, tuple(found))
        return ReadRow(line, row, tuple(found), digest_of(row, self._stated))

    def _id(self, cells: Sequence[str], found: list[Found]) -> str:
        identity = ID_PARTED_BY.join(_value(cells, cell, found, silent=True) or "" for cell in self._ids)
        if len(identity) > LONGEST_ID:
            what = f"The columns that identify the row have more than {LONGEST_ID} characters together."
            found.append(Found(self._ids[0][1], RowVerdict.REJECTED, what))
        return identity


def digest_of(row: FileRow, stated: tuple[str, ...] = ()) -> bytes:
    """A digest of what a row says: any other row has another.

    What the mapping has `stated`, such as currency and zone, is part of it: correcting those changes what the same
    cells mean.
    """
    return hashlib.blake2b(repr((row, stated)).encode(), digest_size=16).digest()


def _value(
    cells: Sequence[str], cell: tuple[int, str, Cell], found: list[Found], *, silent: bool = False
) -> Any:
    place, column, read = cell
    try:
        value, note = read(cells[place])
    except Unreadable as problem:
        if not any(one.column == column and one.what == str(problem) for one in found):
            found.append(Found(column, RowVerdict.REJECTED, str(problem)))
        return None
    if note and not silent:
        found.append(Found(column, RowVerdict.MENDED, note))
    return value


def _id_cell(rule: FileRule, name: str, currency: str) -> Cell:
    """An identifying column is mended as the field of the same column is, so that references still meet."""
    of_field: Iterator[ColumnRule] = (column for column in rule.fields.values() if column.column == name)
    same = next(of_field, ColumnRule(column=name, writing=Writing()))
    plain = ColumnRule(column=name, writing=same.writing, mend=same.mend, empty=same.empty)
    return cell_of(FieldRule(required=True), plain, currency, {})


def name_of(row: SaleRow) -> str:
    """The name of a sale whose file has none: its product and account, or its id."""
    if row.product:
        return (f"{row.product} for {row.account}" if row.account else row.product)[:200]
    return f"Sale {row.external_id}"[:200]


def check_opportunity(row: SaleRow, named: Mapping[str, str]) -> Iterator[Found]:
    """What cannot be true of a sale: closed without a day, closed before it was opened, won without a value."""
    stage = row.stage
    if stage.skip:
        yield Found(named["stage"], RowVerdict.SKIPPED, "The mapping says to leave rows of this stage out.")
    elif stage.outcome != "open":
        if row.closed_on is None:
            yield Found(
                named.get("closed_on", ""),
                RowVerdict.REJECTED,
                f"A {stage.outcome} one needs the day it closed.",
            )
        elif row.opened_on is not None and row.closed_on < row.opened_on:
            what = f"It closed on {row.closed_on}, before it was opened on {row.opened_on}."
            yield Found(named["closed_on"], RowVerdict.REJECTED, what)
        if stage.outcome == "won" and row.value is None:
            yield Found(named.get("value", ""), RowVerdict.REJECTED, "A won one needs its value.")


def kind_in_words(kind: FileKind) -> str:
    return {FileKind.TEAMS: "person", FileKind.PRODUCTS: "product", FileKind.ACCOUNTS: "account"}.get(
        kind, "opportunity"
    )
