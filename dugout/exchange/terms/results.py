"""What an import says of its rows and of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from dugout.exchange.terms.rows import Row, Verdict


class Found(NamedTuple):
    """Something to report of a row: in which column, what became of it, and why in a sentence."""

    column: str
    verdict: Verdict
    what: str


class ReadRow(NamedTuple):
    """A line of a file after the rules: its values, unless something is wrong with it."""

    line: int
    row: Row | None
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as it was found: where, how long, its SHA-256, how it is written."""

    name: str
    path: str
    size: int
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import. `counts` is rows by kind of file and verdict."""

    run_id: int
    source: str
    dry_run: bool
    resumed: bool
    started_at: datetime
    counts: Mapping[str, Mapping[str, int]]
    problems: tuple[tuple[str, int, str, str, str], ...] = ()
    absent: tuple[str, ...] = ()
    error_files: tuple[str, ...] = field(default=())

    def total(self, verdict: Verdict) -> int:
        return sum(of_kind.get(verdict.value, 0) for of_kind in self.counts.values())
