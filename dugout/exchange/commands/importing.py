"""The import: files by a mapping, chunk by chunk, each chunk and the note how far it is in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from dugout.bulk.memory import quiet_collector
from dugout.exchange.models import ImportRun
from dugout.exchange.parts.figures import keep_figures
from dugout.exchange.parts.loading import Scene
from dugout.exchange.parts.loading.people import department_of
from dugout.exchange.parts.problem_files import NotWritten, write_problem_files
from dugout.exchange.parts.read_ahead import ReadAhead
from dugout.exchange.parts.runs import alone, begin_run, keep_progress, zones_of
from dugout.exchange.parts.taking import take_chunk
from dugout.exchange.parts.waiting import drop_waiting, reject_waiting, still_waiting, those_waiting
from dugout.exchange.queries.reading import chunks_of
from dugout.exchange.rules.rows import RowReader
from dugout.exchange.terms.mappings import SourceMapping
from dugout.exchange.terms.results import ImportReport, ReadRow, SourceFile, SourceFiles
from dugout.exchange.terms.rows import FileKind
from dugout.history.terms import Allowed
from dugout.our_company.queries import company_day

# Rows in one transaction: enough to make COPY worth it, few enough to lose little and to bound the memory.
CHUNK = 5000
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import under way: what every step of it needs."""

    mapping: SourceMapping
    run: ImportRun
    by: Allowed
    at: datetime
    chunk: int
    tell: Tell
    collect: Callable[[], object]
    zones: frozenset[str]

    def scene(self, file: SourceFile) -> Scene:
        return Scene(
            run=self.run,
            mapping=self.mapping,
            rule=file.rule,
            by=self.by,
            at=self.at,
            today=company_day(self.at),
            zones=self.zones,
        )


def import_source(
    *,
    mapping: SourceMapping,
    files: SourceFiles,
    by: Allowed,
    at: datetime,
    dry_run: bool = False,
    problems_to: Path | None = None,
    chunk: int = CHUNK,
    tell: Tell = lambda _: None,
    clock: Callable[[], datetime] | None = None,
) -> ImportReport:
    """Takes the files of a source into accounts, products, people and sales, by its mapping.

    A run that was cut off is taken up where it stopped; the same files again change nothing but the import's own
    record. Within `rehearsed` nothing stays. `clock` tells when it ended; without one it is when it began. Refused
    without the mapping's department, and while another import of the source runs.
    """
    if any(file.rule.kind is FileKind.TEAMS for file in files.given):
        department_of(mapping.department)
    with alone(mapping.source), quiet_collector() as collect:
        run, resumed = begin_run(mapping, files.given, by=by, at=at)
        # Taken up again, it goes on as of the moment at which it began.
        work = Import(
            mapping=mapping, run=run, by=by, at=run.started_at, chunk=chunk, tell=tell, collect=collect,
            zones=zones_of(mapping.source),
        )  # fmt: skip
        for number, file in enumerate(files.given):
            if number >= run.progress["file"]:
                _take_file(work, file, number)
        keep_figures(run, by=by, at=work.at)
        written, not_written = _write_problems(work, files, problems_to, dry_run=dry_run)
        with transaction.atomic():
            run.ended_at = clock() if clock else at
            run.save(update_fields=["ended_at"])
    return ImportReport(
        run_id=run.id, source=mapping.source, dry_run=dry_run, resumed=resumed, started_at=run.started_at,
        counts=run.counts, absent=files.absent, problem_files=written, not_written=not_written,
    )  # fmt: skip


def _write_problems(
    work: Import, files: SourceFiles, to: Path | None, *, dry_run: bool
) -> tuple[tuple[str, ...], str]:
    """The files of rejected rows, or why there are none: a disk that is full does not keep a run from its end."""
    if dry_run and to is None:
        return (), ""
    try:
        return write_problem_files(work.run, files.given, to), ""
    except NotWritten as reason:
        return (), str(reason)


@contextmanager
def rehearsed(*, dry_run: bool) -> Iterator[None]:
    """Undoes everything that is done within it when it is a dry run."""
    if not dry_run:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _take_file(work: Import, file: SourceFile, number: int) -> None:
    """All rows of a file; those whose parent is not in yet again and again, until no more of them can be taken."""
    while True:
        again = work.run.progress["round"] > 1
        with closing(_chunks(work, file)) as chunks:
            for last_line, rows in chunks:
                with transaction.atomic():
                    moved = (
                        _take_again(work, file, rows) if again else take_chunk(rows, file, work.scene(file))
                    )
                    keep_progress(work.run, line=last_line, moved=work.run.progress["moved"] + moved)
                    # The database checks keys while it commits: time to read on.
                    chunks.begin()
                _check_constraints()
                work.collect()
                work.tell(f"{file.name}: line {last_line:,}")
        waiting = still_waiting(work.run, file)
        if not waiting or (again and not work.run.progress["moved"]):
            break
        with transaction.atomic():
            keep_progress(work.run, line=0, round=work.run.progress["round"] + 1, moved=0)
    with transaction.atomic():
        reject_waiting(work.run, file)
        keep_progress(work.run, file=number + 1, line=0, round=1, moved=0)


def _take_again(work: Import, file: SourceFile, rows: Sequence[ReadRow]) -> int:
    """Tries the rows that wait once more."""
    lines = those_waiting(work.run, file, rows[0].line, rows[-1].line)
    drop_waiting(work.run, file, lines)
    return take_chunk([row for row in rows if row.line in lines], file, work.scene(file))


def _chunks(work: Import, file: SourceFile) -> ReadAhead[tuple[int, list[ReadRow]]]:
    """The rows of a file that are not done yet, read by the rules, in chunks, each with its last line."""
    reader = RowReader(file.rule, file.header, work.mapping.currency, work.mapping.zone)
    chunks = chunks_of(file, after=work.run.progress["line"], size=work.chunk)
    return ReadAhead((chunk[-1][0], [reader.read(line, cells) for line, cells in chunk]) for chunk in chunks)


def _check_constraints() -> None:
    """Checks what a commit would check: a rehearsal never commits."""
    if connection.in_atomic_block:
        connection.check_constraints()
