"""Rows whose parent is not in yet: they wait in the run's problems, and are taken once it is, or rejected."""

from collections import Counter

from django.db.models import Q, QuerySet

from dugout.bulk.copying import change_rows
from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.parts.runs import count
from dugout.exchange.rules.cells import shown
from dugout.exchange.terms.results import SourceFile
from dugout.exchange.terms.rows import RowVerdict


def still_waiting(run: ImportRun, file: SourceFile) -> bool:
    """Whether a row of a file waits."""
    return _waiting(run, file).exists()


def those_waiting(run: ImportRun, file: SourceFile, first: int, last: int) -> set[int]:
    """The lines from first to last on which rows wait."""
    return set(_waiting(run, file).filter(line__gte=first, line__lte=last).values_list("line", flat=True))


def drop_waiting(run: ImportRun, file: SourceFile, lines: set[int]) -> None:
    """Rows that wait no more."""
    _waiting(run, file).filter(line__in=lines).delete()


def reject_waiting(run: ImportRun, file: SourceFile) -> None:
    """Nothing more can come for those that wait: they are rejected."""
    rows = list(_waiting(run, file).values_list("id", "what"))
    if not rows:
        return
    change_rows(
        ImportProblem,
        ("verdict", "what"),
        (
            (
                id_,
                RowVerdict.REJECTED.value,
                f"The account {shown(parent)} is neither here nor taken from the files, or lies under this one.",
            )
            for id_, parent in rows
        ),
    )
    count(run, file.rule.kind, Counter({RowVerdict.REJECTED: len(rows)}))


def _waiting(run: ImportRun, file: SourceFile) -> QuerySet[ImportProblem]:
    return ImportProblem.objects.filter(Q(run=run, file=file.name[:200], verdict=RowVerdict.WAITING.value))
