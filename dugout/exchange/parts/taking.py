"""Taking one chunk of rows: rules, what is known of them, the verbs, and what became of each."""

from collections import Counter
from collections.abc import Sequence

from dugout.bulk.verdicts import Became, RowDone
from dugout.exchange.parts.imported_rows import remember, sift
from dugout.exchange.parts.loading import LOADERS, Scene
from dugout.exchange.parts.runs import count, keep_problems
from dugout.exchange.terms.results import Found, ReadRow, SourceFile
from dugout.exchange.terms.rows import AccountRow, RowVerdict
from dugout.values.refused import Problem

VERDICTS = {
    Became.CREATED: RowVerdict.CREATED,
    Became.UPDATED: RowVerdict.UPDATED,
    Became.UNCHANGED: RowVerdict.UNCHANGED,
    Became.REFUSED: RowVerdict.REJECTED,
    Became.WAITING: RowVerdict.WAITING,
}


def take_chunk(rows: Sequence[ReadRow], file: SourceFile, scene: Scene) -> int:
    """Takes the rows of a chunk, in the caller's transaction; returns how many do not wait any more."""
    sifted = sift(scene.run, file.rule.kind, rows, file.rule.id[0])
    values = [read.row for read in sifted.to_take]
    known = {key: one.record_id for key, one in sifted.known.items()}
    done = LOADERS[file.rule.kind](values, known, scene) if values else []
    taken = [
        (read, one.record_id)
        for read, one in zip(sifted.to_take, done, strict=True)
        if one.record_id is not None
    ]
    remember(scene.run, file.rule.kind, taken, sifted)
    became = {read.line: one for read, one in zip(sifted.to_take, done, strict=True)}
    counted: Counter[RowVerdict] = Counter()
    told = []
    for read in rows:
        verdict, found = _verdict(read, became.get(read.line), sifted.found.get(read.line), file)
        counted[verdict] += 1
        if verdict is RowVerdict.WAITING:
            found = (_waiting(read, file),)
        elif any(one.verdict is RowVerdict.MENDED for one in found):
            counted[RowVerdict.MENDED] += 1
        if found:
            told.append((read.line, found))
    waiting = counted.pop(RowVerdict.WAITING, 0)
    count(scene.run, file.rule.kind, counted)
    keep_problems(scene.run, file, told)
    return len(rows) - waiting


def _verdict(
    read: ReadRow, done: RowDone | None, twice: Found | None, file: SourceFile
) -> tuple[RowVerdict, tuple[Found, ...]]:
    """What became of a row, and everything to report of it. A mended row is reported again even if it says the same."""
    if twice is not None:
        return RowVerdict.REJECTED, (*read.found, twice)
    if read.row is None:
        return RowVerdict.SKIPPED if _is_skipped(read.found) else RowVerdict.REJECTED, read.found
    if done is None:
        return RowVerdict.UNCHANGED, read.found
    if done.problems:
        return VERDICTS[done.became], (*read.found, *_found(done, file))
    return VERDICTS[done.became], read.found


def _found(done: RowDone, file: SourceFile) -> list[Found]:
    return [Found(_column(problem, file), RowVerdict.REJECTED, str(problem)) for problem in done.problems]


def _column(problem: Problem, file: SourceFile) -> str:
    column = file.rule.fields.get(problem.field)
    return column.column if column else ""


def _is_skipped(found: Sequence[Found]) -> bool:
    verdicts = {one.verdict for one in found}
    return RowVerdict.SKIPPED in verdicts and RowVerdict.REJECTED not in verdicts


def _waiting(read: ReadRow, file: SourceFile) -> Found:
    parent = read.row.parent if isinstance(read.row, AccountRow) else ""
    return Found(file.rule.fields["parent"].column, RowVerdict.WAITING, parent)
