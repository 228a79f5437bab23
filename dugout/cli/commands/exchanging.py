"""Data in: import."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dugout.cli.app import app
from dugout.cli.commands.setting_up import bring_up_to_date
from dugout.cli.database import database, is_there
from dugout.cli.options import AsJson, Data
from dugout.cli.output import say, stop, stream_object
from dugout.cli.telling import in_words
from dugout.embedded.folders import default_data_folder

if TYPE_CHECKING:
    from datetime import datetime

    from dugout.exchange.terms.mappings import SourceMapping
    from dugout.exchange.terms.results import ImportReport, SourceFiles
    from dugout.history.terms import Allowed
    from dugout.values.refused import Refused

MOST_GROUPS = 20

Source = Annotated[str, typer.Argument(help="A shipped mapping, such as crm, or the path of a mapping file.")]
Paths = Annotated[list[Path], typer.Argument(help="The folder that holds the files, or the files.")]
Problems = Annotated[
    Path | None,
    typer.Option(
        "--problems", help="File or folder for the rejected rows; beside the file itself unless given."
    ),
]


@app.command("import")
def import_(
    source: Source,
    paths: Paths,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")] = False,
    problems: Problems = None,
    company: Annotated[
        str | None,
        typer.Option("--company", help="The company's name, where none is founded yet; else the mapping's."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Read files of another system by a mapping: accounts, products, people, sales.

    An absent database is made, and a company founded in it, with the mapping's currency and time zone. Ends with 1 if
    no file could be written for the rejected rows; all other rows are in.
    """
    mapping, files = _look_at(source, paths, as_json=as_json)
    with _place(data, dry_run=dry_run) as (folder, makes), database(folder, as_json=as_json, makes=makes):
        from django.utils import timezone

        from dugout.exchange.commands.importing import import_source, rehearsed
        from dugout.history.terms import Source as Door
        from dugout.history.terms import system
        from dugout.values.refused import Refused

        by, at = system(Door.IMPORT), timezone.now()
        if makes:
            bring_up_to_date()
        try:
            with rehearsed(dry_run=dry_run):
                _found_where_none_is(mapping, company, by, at)
                report = import_source(
                    mapping=mapping,
                    files=files,
                    by=by,
                    at=at,
                    dry_run=dry_run,
                    problems_to=problems,
                    tell=say,
                    clock=timezone.now,
                )
                _tell(report, as_json=as_json)
                if report.not_written:
                    raise typer.Exit(1)
        except Refused as refusal:
            stop(_sentences(refusal), as_json=as_json)


def _look_at(source: str, paths: list[Path], *, as_json: bool) -> "tuple[SourceMapping, SourceFiles]":
    """Mapping and files, read before any database is touched. Ends the command for what cannot be read."""
    from dugout.exchange.queries.files import find_files
    from dugout.exchange.queries.mappings import mapping_of
    from dugout.values.refused import Refused

    try:
        mapping = mapping_of(source)
        return mapping, find_files(mapping, paths)
    except Refused as refusal:
        stop(_sentences(refusal), as_json=as_json)


def _sentences(refusal: "Refused") -> str:
    return "\n".join(map(str, refusal.problems))


def _found_where_none_is(mapping: "SourceMapping", name: str | None, by: "Allowed", at: "datetime") -> None:
    """Founds the company, with the mapping's currency and time zone, unless there is one."""
    from dugout.our_company.queries import the_company
    from dugout.our_company.terms import Founding
    from dugout.upkeep.commands import found

    if the_company() is None:
        founding = Founding(name=name or mapping.company, currency=mapping.currency, time_zone=mapping.zone)
        found(founding=founding, by=by, at=at)


def _tell(report: "ImportReport", *, as_json: bool) -> None:
    """The import as the API shows it, with every problem; or in words, the same said of many rows said once."""
    from dugout.api.imports import ImportOut, ImportProblemOut
    from dugout.api.shown import shown
    from dugout.exchange.queries.imports import every_problem, problems_grouped, the_import

    run = the_import(report.run_id)
    if as_json:
        head = {
            **shown(ImportOut, run, **({"id": None} if report.dry_run else {})),
            "dry_run": report.dry_run,
            "resumed": report.resumed,
            "absent": report.absent,
            "problem_files": report.problem_files,
            "not_written": report.not_written,
        }
        stream_object(head, "problems", (shown(ImportProblemOut, row) for row in every_problem(run.id)))
        return
    for line in in_words(report, problems_grouped(run.id, most=MOST_GROUPS + 1)):
        print(line)


@contextmanager
def _place(data: Path | None, *, dry_run: bool) -> Iterator[tuple[Path | None, bool]]:
    """Where the database is, and whether it may be made. A dry run without one gets its own, which goes with it."""
    if not dry_run or (data is None and os.environ.get("DATABASE_URL")):
        yield data, not dry_run
    elif is_there(data or default_data_folder()):
        yield data, False
    else:
        with tempfile.TemporaryDirectory(prefix="dugout-", ignore_cleanup_errors=True) as passing:
            yield Path(passing), True
