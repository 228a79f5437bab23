"""A mapping as a value: which file and column holds what, and how it is written there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dugout.exchange.terms.rows import FileKind, StageRule

UNITS = {"ones": 0, "thousands": 3, "millions": 6, "billions": 9}
"""How many zeros a stated unit stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How days and numbers are written: `dates` such as day.month.year; `thousands` parts groups of three."""

    dates: str = "year-month-day"
    decimal: str = "."
    thousands: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """The column of a field, how it is written, and which spellings are mended to what."""

    column: str
    writing: Writing
    unit: str = "ones"
    mend: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRule:
    """One file: its kind, its columns, and the columns that identify a row. `auto` finds out what it can."""

    kind: FileKind
    file: str
    id: tuple[str, ...]
    fields: Mapping[str, ColumnRule]
    stages: Mapping[str, StageRule] = field(default_factory=dict)
    encoding: str = "auto"
    delimiter: str = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMapping:
    """A whole source. `source` is kept with every record; `digest` tells this text from every other."""

    source: str
    company: str
    currency: str
    zone: str
    department: str
    since: date
    files: tuple[FileRule, ...]
    digest: str
