"""The import of generated files: rows a second with history, and the most memory that the process took.

`python -m bench.importing [opportunities ...]` prints the figures of each size, on a server of its own.
"""

import csv
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from dugout.embedded.server import start

ROOT = Path(__file__).resolve().parent.parent
AT = dt.datetime(2026, 3, 4, 9, 0, tzinfo=dt.UTC)
FIRST_DAY = dt.date(2024, 1, 1)
SYLLABLES = ("ka", "lor", "min", "dex", "tra", "vo", "ster", "un", "pal", "wick", "ham", "ros", "cor", "tel")
SECTORS = ("medical", "retail", "software", "finance", "services", "employment")
STAGES = ("Won",) * 48 + ("Lost",) * 28 + ("Engaging",) * 18 + ("Prospecting",) * 6


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One import: `rows` of all files, of which `opportunities`; memory is the importing process's alone."""

    opportunities: int
    rows: int
    seconds: float
    opportunities_a_second: int
    peak_mib: float


def write_files(folder: Path, opportunities: int, *, seed: int = 1) -> int:
    """Four files as the mapping `crm` reads them, always the same for a seed; returns their rows."""
    dice = random.Random(seed)
    products = [f"{dice.choice(SYLLABLES).title()} {number}" for number in range(1, 51)]
    agents = [f"{_name(dice)} {_name(dice)} {number}" for number in range(1, 201)]
    accounts = [f"{_name(dice)} {number}" for number in range(1, max(opportunities // 20, 10) + 1)]
    _write(
        folder / "products.csv", ("product", "series", "sales_price"),
        ((name, name.split()[0], dice.randrange(50, 30_000)) for name in products),
    )  # fmt: skip
    _write(
        folder / "sales_teams.csv", ("sales_agent", "manager", "regional_office"),
        ((name, f"Manager {n % 20}", f"Office {n % 20 % 5}") for n, name in enumerate(agents)),
    )  # fmt: skip
    _write(
        folder / "accounts.csv",
        ("account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"),
        (
            (name, dice.choice(SECTORS), dice.randrange(1950, 2024), f"{dice.randrange(1, 900_000) / 100:.2f}",
             dice.randrange(5, 50_000), "Sweden", dice.choice(accounts[:n]) if n and dice.random() < 0.15 else "")
            for n, name in enumerate(accounts)
        ),
    )  # fmt: skip
    _write(
        folder / "sales_pipeline.csv",
        ("opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date",
         "close_value"),
        (_sale(dice, number, agents, products, accounts) for number in range(opportunities)),
    )  # fmt: skip
    return opportunities + len(products) + len(agents) + len(accounts)


def _sale(
    dice: random.Random, number: int, agents: list[str], products: list[str], accounts: list[str]
) -> tuple[str, ...]:
    stage = dice.choice(STAGES)
    closed = stage in ("Won", "Lost")
    opened = FIRST_DAY + dt.timedelta(days=dice.randrange(600))
    ended = opened + dt.timedelta(days=dice.randrange(140))
    account = dice.choice(accounts) if closed or dice.random() < 0.4 else ""
    value = str(dice.randrange(40, 30_000)) if stage == "Won" else "0"
    return (
        f"S{number:07}", dice.choice(agents), dice.choice(products), account, stage,
        "" if stage == "Prospecting" else _day(opened), _day(ended) if closed else "", value if closed else "",
    )  # fmt: skip


def _day(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randrange(2, 4))).title()


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def measure(opportunities: int, *, server_url: str, folder: Path) -> Figures:
    """Imports so many into a database made for it, in a process of its own. `folder` takes the files."""
    rows = write_files(folder, opportunities)
    name = f"importing_{opportunities}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
        connection.execute(f'create database "{name}"')
    head, _, query = server_url.partition("?")
    url = f"{head.rsplit('/', 1)[0]}/{name}{'?' + query if query else ''}"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.importing", "--take", str(folder)],
        cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE, env={**os.environ, "DATABASE_URL": url},
    )  # fmt: skip
    took = json.loads(run.stdout)
    return Figures(
        opportunities=opportunities, rows=rows, seconds=round(took["seconds"], 2),
        opportunities_a_second=int(opportunities / took["seconds"]), peak_mib=round(took["peak_mib"], 1),
    )  # fmt: skip


def take(folder: Path) -> dict[str, float]:
    """The import itself, from looking at the files to the last figure of an account."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django

    django.setup()
    from dugout.cli.commands.setting_up import bring_up_to_date
    from dugout.exchange.commands.importing import import_source
    from dugout.exchange.queries.files import find_files
    from dugout.exchange.queries.mappings import mapping_of
    from dugout.history.terms import Source, system
    from dugout.our_company.terms import Founding
    from dugout.upkeep.commands import found

    bring_up_to_date()
    by = system(Source.IMPORT)
    found(founding=Founding(name="Bench", currency="USD"), by=by, at=AT)
    began = time.perf_counter()
    mapping = mapping_of("crm")
    import_source(mapping=mapping, files=find_files(mapping, [folder]), by=by, at=AT)
    return {"seconds": time.perf_counter() - began, "peak_mib": peak_mib()}


def peak_mib() -> float:
    """The most memory that this process ever held."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [20_000, 200_000]
    with (
        tempfile.TemporaryDirectory() as files,
        tempfile.TemporaryDirectory() as home,
        start(Path(home)) as server,
    ):
        for size in sizes:
            folder = Path(files) / str(size)
            folder.mkdir()
            print(json.dumps(asdict(measure(size, server_url=server.url("postgres"), folder=folder))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        print(json.dumps(take(Path(sys.argv[2]))))
    else:
        main()
