"""The result of an import, in words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dugout.exchange.queries.imports import ProblemGroup
    from dugout.exchange.terms.results import ImportReport


def in_words(report: "ImportReport", groups: "Sequence[ProblemGroup]", *, most: int = 20) -> Iterator[str]:
    """A line for each kind of file, the problems with their lines, and where the rejected rows are."""
    if report.dry_run:
        yield "This was a dry run: nothing was kept."
    if report.resumed:
        yield "An earlier run on the same files was cut off; this one went on where it stopped."
    for kind, counts in report.counts.items():
        yield f"{kind}: " + ", ".join(f"{number:,} {verdict}" for verdict, number in counts.items())
    for name in report.absent:
        yield f"{name} was not given, and is left out."
    for group in groups[:most]:
        others = f" and {group.rows - 1:,} more" if group.rows > 1 else ""
        column = f", column {group.column}" if group.column else ""
        yield f"{group.file} line {group.first_line:,}{others}{column}: {group.verdict}. {group.what}"
    if len(groups) > most:
        yield "There are more: --json tells all of them, and so does /api/v1/imports."
    if report.not_written:
        yield report.not_written
    for path in report.problem_files:
        yield f"The rejected rows stand in {path}. Mend them there and import that file."
