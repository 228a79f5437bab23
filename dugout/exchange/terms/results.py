"""What an import finds in its files, and what it says of each row and of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dugout.exchange.terms.mappings import FileRule
from dugout.exchange.terms.rows import FileRow, RowVerdict

FileLine = tuple[int, list[str]]
"""A record of a file: the line on which it begins, and its cells."""


class Found(NamedTuple):
    """Something to report of a row: in which column, what became of it, and why in a sentence."""

    column: str
    verdict: RowVerdict
    what: str


class ReadRow(NamedTuple):
    """A line of a file after the rules: its values and what tells them apart, unless something is wrong with it."""

    line: int
    row: FileRow | None
    found: tuple[Found, ...]
    digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as it was found: by which rule it is read, where it is, how it is written, and its SHA-256."""

    rule: FileRule
    path: str
    size: int
    sha256: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    records: int

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFiles:
    """The files of one import in the order in which they are read, and the names of those that nobody gave."""

    given: tuple[SourceFile, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import. `counts` is rows by kind of file and verdict; `not_written` says why rejected rows
    stand in no file.
    """

    run_id: int
    source: str
    dry_run: bool
    resumed: bool
    started_at: datetime
    counts: Mapping[str, Mapping[str, int]]
    absent: tuple[str, ...]
    problem_files: tuple[str, ...]
    not_written: str = ""

    def total(self, verdict: RowVerdict) -> int:
        return sum(of_kind.get(verdict.value, 0) for of_kind in self.counts.values())
