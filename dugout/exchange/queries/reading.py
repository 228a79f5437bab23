"""Lines of a CSV file, one after the other, in memory that does not grow with the file."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dugout.exchange.terms.results import FileLine, SourceFile
from dugout.values.refused import Refused

# A line longer than this is not a line of a table: it would be held in memory whole.
LONGEST_LINE = 1_000_000
DELIMITERS = (",", ";", "\t", "|")


def lines_of(path: str, *, encoding: str, delimiter: str) -> Iterator[FileLine]:
    """The records of a file with the number of the line on which each begins; empty lines are passed over.

    Refused, with the line, for what is not CSV: a quote that never ends, a line or cell that is far too long.
    """
    before = 0
    with _opened(path, encoding) as file:
        reader = csv.reader(_short_lines(file, path), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield before + 1, cells
                before = reader.line_num
        except csv.Error as error:
            raise Refused.because(
                f"{path} is not a CSV file from line {before + 1} on: {error}.",
                "Export it again, or mend the quotes of that line. Nothing was imported.",
                code="bad-file",
            ) from None


def chunks_of(file: SourceFile, *, after: int, size: int) -> Iterator[list[FileLine]]:
    """The records below the header that begin after a line, so many at once."""
    chunk: list[FileLine] = []
    records = lines_of(file.path, encoding=file.encoding, delimiter=file.delimiter)
    next(records)
    for record in records:
        if record[0] <= after:
            continue
        chunk.append(record)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def delimiter_of(path: str, *, encoding: str, wanted: Sequence[str]) -> str:
    """The sign that parts the header into all wanted columns; else the one that parts it into most."""
    found = {sign: _header(path, encoding, sign) for sign in DELIMITERS}
    for sign, header in found.items():
        if set(wanted) <= set(header):
            return sign
    return max(found, key=lambda sign: len(found[sign]))


def _header(path: str, encoding: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(lines_of(path, encoding=encoding, delimiter=delimiter))[1]]
    except (Refused, StopIteration):
        return []


@contextmanager
def _opened(path: str, encoding: str) -> Iterator[io.TextIOBase]:
    with open(path, encoding=encoding, newline="") as file:
        yield file


def _short_lines(file: io.TextIOBase, path: str) -> Iterator[str]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise Refused.because(
                f"Line {number} of {path} has more than {LONGEST_LINE:,} characters.",
                "This is not a table. Nothing was imported.",
                code="bad-file",
            )
        yield line
