"""`make bench`: floors and Dugout over the same rows on the same server, interleaved; figures to docs/benchmarks.md."""

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg

from bench import floor_tables, importing, reporting
from bench.driving import Figures, Key, measure
from bench.plans import floor_target, our_api, our_pages
from bench.rows import Size
from bench.servers import ROOT, free_port, memory_mib, serving
from dugout.embedded.server import Server, start

IMPORTED = (20_000, 200_000)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def run_module(module: str, *arguments: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", module, *arguments], cwd=ROOT, check=True, text=True,
        stdout=subprocess.PIPE, env={**os.environ, **environment},
    ).stdout.strip()  # fmt: skip


def database(server: Server, name: str) -> tuple[str, bool]:
    """The URL of a database of the bench's server, and whether it was made just now."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        there = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if there is None:
            connection.execute(f'create database "{name}"')
    return server.url(name), there is None


def prepare(server: Server, scale: float) -> tuple[str, str, dict[str, str]]:
    """Both databases, filled once and kept: their URLs, and who asks ours."""
    floor_url, made = database(server, "floor")
    if made:
        say("Loading the floor's tables ...")
        began = time.perf_counter()
        floor_tables.load(floor_url, Size.at_scale(scale))
        say(f"  {time.perf_counter() - began:.0f} s")
    our_url, made = database(server, "dugout_bench")
    if made:
        say("Loading Dugout's tables ...")
    began = time.perf_counter()
    who = json.loads(run_module("bench.our_tables", str(scale), DATABASE_URL=our_url))
    if made:
        say(f"  {time.perf_counter() - began:.0f} s")
    return floor_url, our_url, who


def measured(server: Server, options: argparse.Namespace, own: Path) -> reporting.Run:
    """One run: the servers side by side, everything asked of each in turns."""
    floor_url, our_url, _ = prepare(server, options.scale)
    ours = {
        "DATABASE_URL": our_url,
        "DUGOUT_STATIC": str(own / "static"),
        "DUGOUT_SECRET_KEY": "of the bench alone",
    }
    who = json.loads(run_module("bench.our_tables", str(options.scale), **ours))
    run_module("bench.statics", **ours)
    cookie = run_module("bench.floor_django", FLOOR_DB=floor_url)
    statements = json.loads(run_module("bench.statements", json.dumps(who), **ours))
    raw, django, port = (free_port() for _ in range(3))
    with contextlib.ExitStack() as stack:
        stack.enter_context(serving("bench.floor_wsgi:application", port=raw, FLOOR_DB=floor_url))
        stack.enter_context(serving("bench.floor_django:application", port=django, FLOOR_DB=floor_url))
        running = stack.enter_context(
            serving("dugout.config.wsgi:application", port=port, path="/health", **ours)
        )
        targets = [
            floor_target("raw", raw),
            floor_target("Django", django, {"Cookie": cookie}),
            our_api(port, who["token"]),
            our_pages(port, who["cookie"]),
        ]
        figures = asyncio.run(
            measure(targets, rounds=options.rounds, count=options.samples, clients=options.clients)
        )
        memory = memory_mib(running.group)
    rows_a_second, import_memory = (None, "") if options.no_import else imported(server)
    stop_at_errors(figures)
    return reporting.Run(
        scale=options.scale,
        figures=figures,
        statements=statements,
        start_seconds=running.seconds,
        memory_mib=memory,
        rows_a_second=rows_a_second,
        import_memory=import_memory,
    )


def stop_at_errors(figures: Mapping[Key, Figures]) -> None:
    """A figure of requests that failed is none."""
    for key, one in figures.items():
        if one.errors:
            sys.exit(
                f"{key}: {len(one.errors)} of {len(one.errors) + len(one.times)} failed: {one.errors[0]}"
            )


def imported(server: Server) -> tuple[int, str]:
    """Opportunities a second of a large import, and the most memory that a small and a large one took."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for size in IMPORTED:
            files = Path(folder) / str(size)
            files.mkdir()
            found[size] = importing.measure(size, server_url=server.url("postgres"), folder=files)
    memory = ", ".join(f"{one.peak_mib:.0f} MiB for {size:,}" for size, one in found.items())
    return found[max(IMPORTED)].opportunities_a_second, memory


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="1 is 100,000 accounts and 1,000,000 entries; from 0.02"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--samples", type=int, default=210)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--folder", type=Path, help="where the bench's databases are kept between runs")
    parser.add_argument("--no-import", action="store_true", help="leave the import's figures out")
    parser.add_argument("--no-docs", action="store_true", help="leave docs/benchmarks.md as it is")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    usual = Path(tempfile.gettempdir()) / f"dugout-bench-{os.getuid()}-{options.scale:g}"
    folder = options.folder or usual
    with start(folder, say=say) as server:
        run = measured(server, options, folder / "own")
    print(reporting.tables(run))
    if not options.no_docs:
        reporting.keep(run)


if __name__ == "__main__":
    main()
