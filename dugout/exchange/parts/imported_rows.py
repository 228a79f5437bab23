"""What is known of a file's rows: which said the same before, which come twice, and which records they are."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from dugout.bulk.copying import change_rows, copy_rows
from dugout.bulk.finding import rows_with
from dugout.exchange.models import ImportedRow, ImportRun
from dugout.exchange.rules.cells import shown
from dugout.exchange.terms.results import Found, ReadRow
from dugout.exchange.terms.rows import FileKind, RowVerdict


class KnownId(NamedTuple):
    """What an earlier import, or an earlier line of this one, said of an id."""

    id: int
    record_id: int
    digest: bytes
    run_number: int
    line: int


class Sifted(NamedTuple):
    """Rows of one chunk: those to take, those that say the same again, and what is known of all ids."""

    to_take: list[ReadRow]
    same: list[ReadRow]
    known: dict[str, KnownId]
    found: dict[int, Found]


def sift(run: ImportRun, kind: FileKind, rows: Sequence[ReadRow], id_column: str) -> Sifted:
    """Parts the sound rows of a chunk by what is known of them."""
    sound = [(read, read.row) for read in rows if read.row is not None]
    known = known_rows(run.source, kind, {row.external_id for _, row in sound})
    lines = {key: one.line for key, one in known.items() if one.run_number == run.id}
    sifted = Sifted([], [], known, {})
    for read, row in sound:
        key = row.external_id
        first = lines.setdefault(key, read.line)
        if first != read.line:
            what = f"The id {shown(key)} stands on line {first} already."
            sifted.found[read.line] = Found(id_column, RowVerdict.REJECTED, what)
        elif key in known and known[key].digest == read.digest:
            sifted.same.append(read)
        else:
            sifted.to_take.append(read)
    return sifted


def known_rows(source: str, kind: FileKind, keys: Iterable[str]) -> dict[str, KnownId]:
    """What imports said of ids of one kind."""
    columns = ("external_id", "id", "record_id", "digest", "run_number", "line")
    rows = rows_with(
        ImportedRow, columns, keys=list(keys), among="external_id", source=source, kind=kind.value
    )
    return {
        key: KnownId(id_, record_id, bytes(digest), run_number, line)
        for key, id_, record_id, digest, run_number, line in rows
    }


def records_held(source: str, kind: FileKind, record_ids: Collection[int]) -> set[int]:
    """Those of the records that a row of the source is already."""
    if not record_ids:
        return set()
    rows = ImportedRow.objects.filter(source=source, kind=kind.value, record_id__in=record_ids)
    return set(rows.values_list("record_id", flat=True))


def remember(run: ImportRun, kind: FileKind, taken: Sequence[tuple[ReadRow, int]], sifted: Sifted) -> None:
    """Writes down what was taken, as which record, and on which line it stands in this run."""
    new = [(read, id_) for read, id_ in taken if read.row and read.row.external_id not in sifted.known]
    copy_rows(
        ImportedRow,
        ("source", "kind", "external_id", "record_id", "digest", "run_number", "line"),
        (
            (run.source, kind.value, read.row.external_id, id_, read.digest, run.id, read.line)
            for read, id_ in new
            if read.row
        ),
    )
    change_rows(
        ImportedRow,
        ("record_id", "digest", "run_number", "line"),
        (
            (sifted.known[read.row.external_id].id, id_, read.digest, run.id, read.line)
            for read, id_ in taken
            if read.row and read.row.external_id in sifted.known
        ),
    )
    same = [(sifted.known[read.row.external_id].id, read.line) for read in sifted.same if read.row]
    if same:
        with connection.cursor() as cursor:
            cursor.execute(
                "update dugout_importedrow r set run_number = %s, line = s.line"
                " from unnest(%s::bigint[], %s::int[]) as s(id, line) where r.id = s.id",
                [run.id, [id_ for id_, _ in same], [line for _, line in same]],
            )
