"""The files of an import: found by name or by their columns, and looked through before anything is written."""

import codecs
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from dugout.exchange.queries.reading import delimiter_of, lines_of
from dugout.exchange.rules.cells import shown
from dugout.exchange.rules.rows import check_header, columns_of
from dugout.exchange.terms.mappings import FileRule, SourceMapping
from dugout.exchange.terms.results import SourceFile, SourceFiles
from dugout.exchange.terms.rows import FileKind
from dugout.values.refused import Problem, Refused

PIECE = 1 << 20
NOTHING_DONE = "Nothing was imported."
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Tried in this order where no mark and no mapping says it. What is not UTF-8 was written by a spreadsheet on Windows.
ENCODINGS = ("utf-8", "cp1252")


def find_files(mapping: SourceMapping, paths: Sequence[Path]) -> SourceFiles:
    """The files that paths name, each read through once. Refused, with every problem at once, for what cannot be read.
    Asks neither a database nor Django.
    """
    problems: list[Problem] = []
    chosen: list[tuple[Path, FileRule]] = []
    for path in paths:
        try:
            chosen += _rules_for(mapping, path)
        except Refused as refusal:
            problems += refusal.problems
    found: list[SourceFile] = []
    for path, rule in chosen:
        try:
            found.append(_look_through(path, rule))
        except Refused as refusal:
            problems += refusal.problems
    twice = [rule.file for _, rule in chosen if [r for _, r in chosen].count(rule) > 1]
    names = [path.name for path, _ in chosen]
    twice += [name for name in names if names.count(name) > 1]
    if twice:
        problems.append(Problem("", f"{twice[0]} is given twice.", NOTHING_DONE))
    if problems:
        raise Refused(problems, code="bad-file")
    order = list(FileKind)
    given = {file.rule.file for file in found}
    absent = tuple(rule.file for rule in mapping.files if rule.file not in given)
    found.sort(key=lambda file: order.index(file.rule.kind))
    return SourceFiles(given=tuple(found), absent=absent)


def _rules_for(mapping: SourceMapping, path: Path) -> Iterator[tuple[Path, FileRule]]:
    """A folder's files by their names; a file by its name, else by its columns."""
    try:
        if path.is_dir():
            inside = [(path / rule.file, rule) for rule in mapping.files if (path / rule.file).is_file()]
            if not inside:
                names = ", ".join(rule.file for rule in mapping.files)
                raise _bad(f"{path} holds none of the files of {mapping.source}: {names}.")
            yield from inside
            return
        if not path.is_file():
            raise _bad(f"There is no file {path}.")
    except OSError as error:
        raise _bad(f"{path} cannot be looked at: {error.strerror or error}.") from None
    named = [rule for rule in mapping.files if rule.file == path.name]
    yield path, named[0] if named else _by_columns(mapping, path)


def _by_columns(mapping: SourceMapping, path: Path) -> FileRule:
    """A file of another name, such as one of rows that were mended."""
    fits = []
    for rule in mapping.files:
        try:
            _look_through(path, rule, whole=False)
        except Refused:
            continue
        fits.append(rule)
    if len(fits) != 1:
        names = ", ".join(rule.file for rule in mapping.files)
        raise _bad(
            f"{path} has not the name of a file of {mapping.source} ({names}), nor the columns of exactly one."
        )
    return fits[0]


def _look_through(path: Path, rule: FileRule, *, whole: bool = True) -> SourceFile:
    """Size, digest, encoding, delimiter and header; with `whole`, every line is read once."""
    try:
        size = path.stat().st_size
        if not size:
            raise _bad(f"{path} is empty.")
        encoding, sha256 = _encoding_of(path, rule, whole=whole)
        delimiter = rule.delimiter
        if delimiter == "auto":
            delimiter = delimiter_of(str(path), encoding=encoding, wanted=columns_of(rule))
        records = lines_of(str(path), encoding=encoding, delimiter=delimiter)
        header = tuple(cell.strip() for cell in next(records, (0, []))[1])
        if wrong := check_header(rule, header):
            raise _bad(f"{path}: {wrong}")
        count = sum(1 for _ in records) if whole else 0
    except OSError as error:
        raise _bad(f"{path} cannot be read: {error.strerror or error}.") from None
    return SourceFile(
        rule=rule, path=str(path), size=size, sha256=sha256, encoding=encoding, delimiter=delimiter,
        header=header, records=count,
    )  # fmt: skip


def _encoding_of(path: Path, rule: FileRule, *, whole: bool) -> tuple[str, str]:
    """How a file is written, and its SHA-256. Refused, with the line, when it is written so nowhere."""
    with path.open("rb") as file:
        start = file.read(4)
    marked = next((name for bom, name in BOMS.items() if start.startswith(bom)), "")
    tried = [marked] if marked else [rule.encoding] if rule.encoding != "auto" else list(ENCODINGS)
    digest = hashlib.sha256()
    decoders = {name: _decoder(name) for name in tried}
    wrong: dict[str, str] = {}
    line = 1
    for piece in _pieces(path, whole=whole):
        digest.update(piece)
        for name in [name for name in tried if name not in wrong]:
            try:
                decoders[name].decode(piece, final=whole and not piece)
            except UnicodeDecodeError as error:
                at = line + piece.count(b"\n", 0, error.start)
                wrong[name] = f"line {at}: byte 0x{error.object[error.start]:02x} is not {name} text"
        if len(wrong) == len(tried):
            raise _bad(
                f"{path} is not written as the mapping says, {wrong[tried[0]]}; it begins {shown(repr(start))}."
            )
        line += piece.count(b"\n")
    return next(name for name in tried if name not in wrong), digest.hexdigest()


def _pieces(path: Path, *, whole: bool) -> Iterator[bytes]:
    """The bytes of a file, with an empty piece at its end; without `whole` the first piece only."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
            if not whole:
                return
    yield b""


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise _bad(f"The mapping names an encoding that nobody knows: {shown(encoding)}.") from None


def _bad(what: str) -> Refused:
    return Refused.because(what, NOTHING_DONE, code="bad-file")
