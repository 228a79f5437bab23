"""The rejected rows of a file, each with its line and reason, as a file that can be mended and imported again."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.queries.reading import lines_of
from dugout.exchange.terms.results import SourceFile
from dugout.exchange.terms.rows import RowVerdict

# They stand first, so that a row with too few or too many cells keeps its own in place.
COLUMNS = ("import_line", "import_problem")
PAGE = 1000


class NotWritten(Exception):
    """The rejected rows could not be put into a file; says why, and what to do."""


def write_problem_files(run: ImportRun, files: Sequence[SourceFile], wanted: Path | None) -> tuple[str, ...]:
    """Writes one for each file with rejected rows; returns where. Beside the file itself unless told where.

    NotWritten where that place, and the current folder, take no file: the import itself is whole all the same.
    """
    try:
        return _write_each(run, files, wanted)
    except OSError as error:
        raise NotWritten(
            f"The rejected rows could not be written to a file: {error.strerror or error}. Every other row is in. "
            "Import the same files again with --problems and a folder that has room: that changes nothing else."
        ) from error


def _write_each(run: ImportRun, files: Sequence[SourceFile], wanted: Path | None) -> tuple[str, ...]:
    rejected = [file for file in files if _problems(run, file).exists()]
    taken = {Path(file.path).resolve() for file in files}
    written = []
    for file in rejected:
        path = _place(Path(file.path), wanted, alone=len(rejected) == 1)
        number = 2
        while path.resolve() in taken:
            path = path.with_name(f"{path.stem}-{number}{path.suffix}")
            number += 1
        written.append(str(_write(run, file, path)))
    return tuple(written)


def _place(source: Path, wanted: Path | None, *, alone: bool) -> Path:
    name = f"{source.stem.removesuffix('.problems')}.problems.csv"
    if wanted is None:
        return source.with_name(name)
    if wanted.is_dir():
        return wanted / name
    return wanted if alone else wanted.with_name(f"{wanted.stem}.{source.stem}{wanted.suffix}")


def _write(run: ImportRun, file: SourceFile, path: Path) -> Path:
    """Whole or not at all: under another name first. Where the folder takes no file, in the current one."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("w", encoding=file.encoding, newline="") as out:
            _write_rows(run, file, csv.writer(out, delimiter=file.delimiter))
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if path.parent.resolve() == Path.cwd():
            raise
        return _write(run, file, Path.cwd() / path.name)
    return path


def _write_rows(run: ImportRun, file: SourceFile, out: Any) -> None:
    lines = lines_of(file.path, encoding=file.encoding, delimiter=file.delimiter)
    out.writerow((*COLUMNS, *next(lines)[1]))
    reasons = _reasons(run, file)
    wanted = next(reasons, None)
    for line, cells in lines:
        if wanted is None:
            return
        if line == wanted[0]:
            out.writerow((line, _encodable(wanted[1], file.encoding), *cells))
            wanted = next(reasons, None)


def _reasons(run: ImportRun, file: SourceFile) -> Iterator[tuple[int, str]]:
    """The line of each rejected row with all its reasons, in the order of lines."""
    line, reasons = 0, list[str]()
    rows = _problems(run, file).order_by("line", "id").values_list("line", "column", "what")
    for number, column, what in rows.iterator(chunk_size=PAGE):
        if number != line and reasons:
            yield line, " ".join(reasons)
            reasons = []
        line = number
        reasons.append(f"{column}: {what}" if column else what)
    if reasons:
        yield line, " ".join(reasons)


def _problems(run: ImportRun, file: SourceFile) -> QuerySet[ImportProblem]:
    return ImportProblem.objects.filter(run=run, file=file.name[:200], verdict=RowVerdict.REJECTED.value)


def _encodable(text: str, encoding: str) -> str:
    """A reason may quote what the file's encoding does not hold."""
    return text.encode(encoding, "backslashreplace").decode(encoding)
