"""Past imports and what was wrong with their rows."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Count, Min, QuerySet

from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.terms.rows import RowVerdict
from dugout.history.queries import the


class ProblemGroup(NamedTuple):
    """The same thing said of many rows: where first, and how many of them."""

    file: str
    column: str
    verdict: str
    what: str
    first_line: int
    rows: int


def imports() -> QuerySet[ImportRun]:
    """Every run, with who started it."""
    return ImportRun.objects.select_related("started_by")


def the_import(import_id: int) -> ImportRun:
    """One run. Missing when there is none."""
    return the(imports(), import_id)


def problems_of(import_id: int) -> QuerySet[ImportProblem]:
    """What was mended, skipped or rejected in a run. Those that wait are still under way, and left out."""
    return ImportProblem.objects.filter(run_id=import_id).exclude(verdict=RowVerdict.WAITING.value)


def every_problem(import_id: int) -> Iterator[ImportProblem]:
    """All of them in the order in which they were found, however many."""
    return problems_of(import_id).order_by("id").iterator(chunk_size=1000)


def problems_grouped(import_id: int, *, most: int) -> list[ProblemGroup]:
    """Rows of which the same was said together: rejected ones first, then those said of most."""
    groups = problems_of(import_id).values("file", "column", "verdict", "what")
    counted = groups.annotate(first_line=Min("line"), rows=Count("id"))
    order = counted.order_by("-verdict", "-rows", "file", "first_line")
    return [ProblemGroup(**row) for row in order[:most]]
