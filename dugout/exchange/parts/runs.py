"""The record of a run: begun or taken up again, how far it is, what became of rows, its end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from dugout.bulk.copying import copy_rows
from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.terms.mappings import SourceMapping
from dugout.exchange.terms.results import Found, SourceFile
from dugout.exchange.terms.rows import FileKind, RowVerdict
from dugout.history.terms import Allowed
from dugout.values.refused import Taken

# One import of a source at a time: the second would take the first one's rows for its own.
IMPORT_LOCK = 4203
LONGEST_WHAT = 500


@contextmanager
def alone(source: str) -> Iterator[None]:
    """Holds the source for this connection. Taken while another import of it runs."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [IMPORT_LOCK, source])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Taken.because(
            f"Another import of {source} is running.",
            "Wait for its end, then start this one again.",
            code="import-runs",
        )
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s, hashtext(%s))", [IMPORT_LOCK, source])


def begin_run(
    mapping: SourceMapping, files: Sequence[SourceFile], *, by: Allowed, at: datetime
) -> tuple[ImportRun, bool]:
    """A new run; or the source's newest one, when it never came to its end and has the same mapping and files.

    An older run is not taken up again: a later run may have changed the records of the rows that it did.
    """
    described = [
        {"name": file.name, "kind": file.rule.kind.value, "size": file.size, "sha256": file.sha256}
        for file in files
    ]
    newest = ImportRun.objects.filter(source=mapping.source).order_by("-id").first()
    cut_off = newest is not None and newest.ended_at is None
    if newest and cut_off and (newest.mapping_digest, newest.files) == (mapping.digest, described):
        return newest, True
    run = ImportRun.objects.create(
        source=mapping.source,
        mapping_digest=mapping.digest,
        zone=mapping.zone,
        files=described,
        started_by_id=by.person_id,
        started_at=at,
        progress={"file": 0, "line": 0, "round": 1, "moved": 0},
    )
    return run, False


def zones_of(source: str) -> frozenset[str]:
    """The zones in which any run of the source read its days."""
    return frozenset(ImportRun.objects.filter(source=source).values_list("zone", flat=True).distinct())


def keep_progress(run: ImportRun, **progress: Any) -> None:
    """Writes how far the run is, in the transaction of the rows that it says are done."""
    run.progress = {**run.progress, **progress}
    run.save(update_fields=["progress", "counts"])


def count(run: ImportRun, kind: FileKind, verdicts: Counter[RowVerdict]) -> None:
    """Adds to the run's counts; `keep_progress` writes them."""
    of_kind = run.counts.setdefault(kind.value, {})
    for verdict, number in verdicts.items():
        of_kind[verdict.value] = of_kind.get(verdict.value, 0) + number


def keep_problems(run: ImportRun, file: SourceFile, told: Sequence[tuple[int, Sequence[Found]]]) -> None:
    """Writes down what was found in rows, each by its line."""
    if not told:
        return
    copy_rows(
        ImportProblem,
        ("run_id", "file", "line", "column", "verdict", "what"),
        (
            (run.id, file.name[:200], line, one.column[:100], one.verdict.value, one.what[:LONGEST_WHAT])
            for line, found in told
            for one in found
        ),
    )
