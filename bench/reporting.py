"""The figures as tables, on the screen and in docs/benchmarks.md."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.driving import Figures, Key

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
# Milliseconds at one client on the machine where the limits were set: what counts is the ratio to the floor of
# that row, 5.2, 5.5, 3.3, 4.0 there for Django, 16 for the raw sums by step.
LIMITS = {
    ("Dugout API", "list"): (8 / 5.2, 6 / 5.2, "Django"),
    ("Dugout pages", "list"): (12 / 5.2, 8 / 5.2, "Django"),
    ("Dugout API", "account"): (9 / 5.5, 7 / 5.5, "Django"),
    ("Dugout pages", "account"): (15 / 5.5, 10 / 5.5, "Django"),
    ("Dugout API", "log"): (6 / 3.3, 4.5 / 3.3, "Django"),
    ("Dugout pages", "search"): (6 / 4.0, 5 / 4.0, "Django"),
    ("Dugout API", "by step"): (15 / 16, 8 / 16, "raw"),
}
# These have a limit in milliseconds and no floor of their own: they are held against Django's list, 5.2 there.
BESIDE_THE_LIST = {"today": 15 / 5.2, "board": 20 / 5.2, "timeline": 8 / 5.2}
# Of eight clients, lists a second: 250 and 400 where Django's floor gave 311.
LISTS_A_SECOND = (250 / 311, 400 / 311)
TARGETS = ("raw", "Django", "Dugout API", "Dugout pages")
REQUESTS = ("list", "account", "log", "search", "by step", "timeline", "board", "today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that one run found."""

    scale: float
    figures: Mapping[Key, Figures]
    statements: Mapping[str, int]
    start_seconds: float
    memory_mib: float
    rows_a_second: int | None = None
    import_memory: str = ""


def tables(run: Run) -> str:
    return "\n\n".join([_times(run, 1), _times(run, 8), _ratios(run), _rest(run)])


def _times(run: Run, clients: int) -> str:
    head = (
        f"### {clients} client{'s' if clients > 1 else ''}: median / 95th percentile ms (requests a second)"
    )
    lines = [head, "", f"| request | {' | '.join(TARGETS)} |", f"|---|{'---|' * len(TARGETS)}"]
    for request in REQUESTS:
        cells = [_cell(run.figures.get((target, request, clients))) for target in TARGETS]
        if any(cells):
            lines.append(f"| {request} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figures: Figures | None) -> str:
    if figures is None or not figures.times:
        return ""
    return f"{figures.median_ms:.1f} / {figures.p95_ms:.1f} ({figures.per_second:.0f})"


def _ratios(run: Run) -> str:
    lines = [
        "### Against the floor of the same run, 1 client",
        "",
        "| request | over | ratio | must | goal | | statements |",
        "|---|---|---|---|---|---|---|",
    ]
    for (target, request), (must, goal, floor) in LIMITS.items():
        ours, theirs = run.figures.get((target, request, 1)), run.figures.get((floor, request, 1))
        if ours is None or theirs is None or not ours.times or not theirs.times:
            continue
        ratio = ours.median_ms / theirs.median_ms
        verdict = "goal" if ratio <= goal else "must" if ratio <= must else "MISSED"
        count = run.statements.get(f"{target}: {request}", "")
        lines.append(
            f"| {target}, {request} | {floor} | {ratio:.2f} | {must:.2f} | {goal:.2f} | {verdict} | {count} |"
        )
    return "\n".join([*lines, *_beside_the_list(run), *_lists_a_second(run)])


def _beside_the_list(run: Run) -> list[str]:
    lines = []
    for request, must in BESIDE_THE_LIST.items():
        ours, theirs = run.figures.get(("Dugout pages", request, 1)), run.figures.get(("Django", "list", 1))
        if ours and theirs and ours.times and theirs.times:
            ratio = ours.median_ms / theirs.median_ms
            count = run.statements.get(f"Dugout pages: {request}", "")
            verdict = "must" if ratio <= must else "MISSED"
            lines.append(
                f"| Dugout pages, {request} | Django's list | {ratio:.2f} | {must:.2f} | | {verdict} | {count} |"
            )
    return lines


def _lists_a_second(run: Run) -> list[str]:
    ours, theirs = run.figures.get(("Dugout API", "list", 8)), run.figures.get(("Django", "list", 8))
    if not (ours and theirs and ours.times and theirs.times):
        return []
    must, goal = LISTS_A_SECOND
    ratio = ours.per_second / theirs.per_second
    verdict = "goal" if ratio >= goal else "must" if ratio >= must else "MISSED"
    return [
        f"| Dugout API, lists a second, 8 clients | Django | {ratio:.2f} | at least {must:.2f} | {goal:.2f} | "
        f"{verdict} | |"
    ]


def _rest(run: Run) -> str:
    lines = [
        "### Besides",
        "",
        "| | figure | must / goal |",
        "|---|---|---|",
        f"| start to the first answer, database running | {run.start_seconds:.1f} s | 3 / 2 s |",
        f"| memory of two workers (PSS) after the run | {run.memory_mib:.0f} MiB | 260 / 220 MiB |",
    ]
    if run.rows_a_second is not None:
        lines.append(
            f"| import, opportunities with history | {run.rows_a_second:,} rows a second | 10,000 / 15,000 |"
        )
        lines.append(f"| import, peak memory | {run.import_memory} | within 20 percent |")
    return "\n".join(lines)


def keep(run: Run) -> None:
    """Writes the run into docs/benchmarks.md, in place of the last one at this scale."""
    name = f"scale-{run.scale:g}"
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    head = (
        f"## Scale {run.scale:g}: {int(100_000 * run.scale):,} accounts, {int(1_000_000 * run.scale):,} entries\n\n"
        f"{date.today():%d %B %Y}, {os.cpu_count()} cores, Python {platform.python_version()}, "  # noqa: DTZ011
        "embedded PostgreSQL, two workers for each server."
    )
    block = f"{begin}\n{head}\n\n{tables(run)}\n{end}"
    text = DOCS.read_text()
    if begin in text:
        before, _, rest = text.partition(begin)
        text = before + block + rest.partition(end)[2]
    else:
        text = text.rstrip() + "\n\n" + block + "\n"
    DOCS.write_text(text)
