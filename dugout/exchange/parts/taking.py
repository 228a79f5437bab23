"""Taking one chunk of rows: rules, what is known of them, the verbs, and what became of each."""

from collections import Counter
from collections.abc import Sequence

from dugout.bulk.verdicts import Became, RowDone
from dugout.exchange.parts.imported_rows import remember, sift
from dugout.exchange.parts.loading import LOADERS, Scene
from dugout.exchange.parts.runs import count, keep_problems
from dugout.exchange.terms.results import Found, ReadRow, SourceFile
from dugout.exchange.terms.rows import AccountRow, Verdict
from dugout.values.refused import Problem

VERDICTS = {
    Became.CREATED: Verdict.CREATED,
    Became.UPDATED: Verdict.UPDATED,
    Became.UNCHANGED: Verdict.UNCHANGED,
    Became.REFUSED: Verdict.REJECTED,
    Became.WAITING: Verdict.WAITING,
}


def take_chunk(rows: Sequence[ReadRow], file: SourceFile, scene: Scene) -> int:
    """Takes the rows of a chunk, in the caller's transaction; returns how many do not wait any more."""
    sifted = sift(scene.run, file.rule.kind, rows, file.rule.id[0])
    values = [read.row for read in sifted.to_take if read.row is not None]
    known = {key: one.record_id for key, one in sifted.known.items()}
    done = LOADERS[file.rule.kind](values, known, scene) if values else []
    taken = [
        (read, one.record_id)
        for read, one in zip(sifted.to_take, done, strict=True)
        if one.record_id is not None
    ]
    remember(scene.run, file.rule.kind, taken, sifted)
    results = {read.line: (Verdict.UNCHANGED, read) for read in sifted.same}
    for read, one in zip(sifted.to_take, done, strict=True):
        results[read.line] = (
            VERDICTS[one.became],
            read._replace(found=(*read.found, *_found(one, file))),
        )
    for read in rows:
        if read.row is None or read.line in sifted.found:
            found = (*read.found, *([sifted.found[read.line]] if read.line in sifted.found else []))
            verdict = Verdict.SKIPPED if _is_skipped(found) else Verdict.REJECTED
            results[read.line] = (verdict, read._replace(found=found))
    _tell(results, file, scene)
    return sum(verdict is not Verdict.WAITING for verdict, _ in results.values())


def _tell(results: dict[int, tuple[Verdict, ReadRow]], file: SourceFile, scene: Scene) -> None:
    """Counts verdicts and writes down what was found. A mended row that says the same again is told again."""
    counted: Counter[Verdict] = Counter(
        verdict for verdict, _ in results.values() if verdict is not Verdict.WAITING
    )
    mended = sum(
        any(one.verdict is Verdict.MENDED for one in read.found)
        for verdict, read in results.values()
        if verdict is not Verdict.WAITING
    )
    if mended:
        counted[Verdict.MENDED] += mended
    count(scene.run, file.rule.kind, counted)
    told = [
        _waiting(read, file) if verdict is Verdict.WAITING else read for verdict, read in results.values()
    ]
    keep_problems(scene.run, file, sorted(told))


def _found(done: RowDone, file: SourceFile) -> list[Found]:
    return [Found(_column(problem, file), Verdict.REJECTED, str(problem)) for problem in done.problems]


def _column(problem: Problem, file: SourceFile) -> str:
    column = file.rule.fields.get(problem.field)
    return column.column if column else ""


def _is_skipped(found: Sequence[Found]) -> bool:
    verdicts = {one.verdict for one in found}
    return Verdict.SKIPPED in verdicts and Verdict.REJECTED not in verdicts


def _waiting(read: ReadRow, file: SourceFile) -> ReadRow:
    parent = read.row.parent if isinstance(read.row, AccountRow) else ""
    return read._replace(found=(Found(file.rule.fields["parent"].column, Verdict.WAITING, parent),))
