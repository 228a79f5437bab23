"""Starting and checking: init, serve, worker, migrate, doctor."""

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from dugout.cli.app import app
from dugout.cli.database import database, missing_migrations
from dugout.cli.options import AsJson, Data
from dugout.cli.output import answer, say, stop
from dugout.cli.serving import address_of, collect_static, refuse_taken_port
from dugout.cli.serving import serve as serve_pages

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port of the pages.")]
Figures = Annotated[
    bool,
    typer.Option("--figures", help="Compare every account's figures with their sources, too; takes a while."),
]
Host = Annotated[str, typer.Option("--host", help="Address that the pages listen on.")]


def bring_up_to_date() -> int:
    """Applies the migrations that are missing; returns how many."""
    from django.core.management import call_command

    missing = missing_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return missing


@app.command()
def migrate(data: Data = None, as_json: AsJson = False) -> None:
    """Bring the database up to date."""
    with database(data, as_json=as_json, makes=True):
        applied = bring_up_to_date()
        answer({"applied": applied}, as_json=as_json, text=f"{applied} migrations applied.")


@app.command()
def init(data: Data = None, as_json: AsJson = False) -> None:
    """Make the database and print the one-time link that makes the first administrator."""
    with database(data, as_json=as_json, makes=True):
        bring_up_to_date()
        link = first_admin_link()
        if link is None:
            stop("This Dugout has its first administrator already. Sign in, or ask them.", as_json=as_json)
        text = f"Open this link once to become the first administrator:\n  {link}\nThen: dugout serve"
        answer({"link": link}, as_json=as_json, text=text)


def first_admin_link() -> str | None:
    """A fresh one-time link, or None once there is an administrator."""
    from django.conf import settings
    from django.utils import timezone

    from dugout.people.commands.links import make_first_admin_link
    from dugout.values.refused import Refused

    try:
        secret = make_first_admin_link(at=timezone.now())
    except Refused:
        return None
    return f"{settings.BASE_URL}/welcome/{secret}"


@app.command()
def serve(data: Data = None, port: Port = 8000, host: Host = "127.0.0.1", as_json: AsJson = False) -> None:
    """Serve the pages and run the jobs. With --json the address, and the first administrator's link, once it serves."""
    refuse_taken_port(host, port, as_json=as_json)
    address = address_of(host, port)
    os.environ.setdefault("DUGOUT_BASE_URL", address)
    with database(data, as_json=as_json, makes=True):
        bring_up_to_date()
        collect_static()
        link = first_admin_link()
        if link:
            say(
                f"Nobody administers this Dugout yet. Open this link once to become its first administrator:\n  {link}"
            )
        value = {"address": address, "link": link}
        raise typer.Exit(
            serve_pages(host=host, port=port, jobs=True, ready=lambda: when_ready(value, as_json=as_json))
        )


def when_ready(value: dict[str, Any], *, as_json: bool) -> None:
    """The JSON value of a command that goes on, printed when it is ready. Words were printed before."""
    if as_json:
        answer(value, as_json=True, text="")


@app.command()
def worker(data: Data = None, as_json: AsJson = False) -> None:
    """Run the jobs alone, beside a `serve` elsewhere on the same database."""
    with database(data, as_json=as_json):
        from dugout.cli.worker import run_worker

        when_ready({"working": True}, as_json=as_json)
        run_worker()


@app.command()
def doctor(data: Data = None, figures: Figures = False, as_json: AsJson = False) -> None:
    """Check this installation and say what to do about each finding."""
    with database(data, as_json=as_json, of_any_age=not figures) as folder:
        findings: list[dict[str, Any]] = examine(folder)
        if figures:
            findings += examine_figures()
        ok = all(finding["ok"] for finding in findings)
        lines = [f"{'ok ' if finding['ok'] else 'NO '} {finding['what']}" for finding in findings]
        answer({"ok": ok, "findings": findings}, as_json=as_json, text="\n".join(lines))
        raise typer.Exit(0 if ok else 1)


def examine(folder: Path) -> list[dict[str, Any]]:
    """What doctor looks at: database, migrations, outbox, free space."""
    from django.db import connection

    from dugout.embedded.folders import free_space
    from dugout.history.queries import parked_rows

    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version'), current_setting('data_checksums')")
        row = cursor.fetchone()
    missing = missing_migrations()
    # Parked deliveries stand in a table that an old database may not have.
    parked = 0 if missing else parked_rows()
    space = free_space(folder)
    return [
        {"ok": True, "what": f"PostgreSQL {row[0] if row else '?'} answers."},
        {
            "ok": not missing,
            "what": f"{missing} migrations are missing: run dugout migrate."
            if missing
            else "The database is up to date.",
        },
        {
            "ok": parked == 0,
            "what": f"{parked} deliveries failed too often and are parked; see the log."
            if parked
            else "Nothing is parked.",
        },
        {"ok": space.enough, "what": space.sentence},
    ]


def examine_figures() -> list[dict[str, Any]]:
    """Compares the figures by which lists of accounts sort with their sources."""
    from django.utils import timezone

    from dugout.upkeep.queries.figures import false_figures

    return [{"ok": False, "what": found.sentence} for found in false_figures(at=timezone.now())] or [
        {"ok": True, "what": "All kept figures agree with their sources."}
    ]
