"""The demo company: made at the first start, served with one-click people."""

import datetime as dt
import os
import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from dugout.cli.app import app
from dugout.cli.commands.setting_up import Host, Port, bring_up_to_date, when_ready
from dugout.cli.database import database, is_there
from dugout.cli.options import AsJson, Data
from dugout.cli.output import say, stop
from dugout.cli.serving import address_of, collect_static, refuse_taken_port
from dugout.cli.serving import serve as serve_pages
from dugout.embedded.aside import put_aside
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.folders import demo_data_folder

Today = Annotated[
    str | None,
    typer.Option("--today", help="Day on which the story ends, as YYYY-MM-DD; today unless given."),
]
Again = Annotated[
    bool,
    typer.Option(
        "--again", help="Put the old demo's folder aside, under the day and time, and make it anew."
    ),
]


@app.command()
def demo(
    data: Data = None,
    port: Port = 8000,
    host: Host = "127.0.0.1",
    only_make: Annotated[bool, typer.Option("--only-make", help="Make the demo company and stop.")] = False,
    today: Today = None,
    again: Again = False,
    as_json: AsJson = False,
) -> None:
    """Make the demo company, at the first start, and serve it with one-click people.

    With --json whether it was made now, and the address once it serves.
    """
    if not only_make:
        refuse_taken_port(host, port, as_json=as_json)
    os.environ["DUGOUT_DEMO"] = "1"
    address = address_of(host, port)
    os.environ.setdefault("DUGOUT_BASE_URL", address)
    folder: Path = data or demo_data_folder()
    if again and is_there(folder):
        put_demo_aside(folder, as_json=as_json)
    with database(folder, as_json=as_json, makes=True, anew=anew(data)):
        bring_up_to_date()
        value: dict[str, Any] = {"made": make_demo(day_typed(today, as_json=as_json), as_json=as_json)}
        if only_make:
            when_ready(value, as_json=as_json)
            return
        collect_static()
        value |= {"address": address}
        raise typer.Exit(
            serve_pages(host=host, port=port, jobs=True, ready=lambda: when_ready(value, as_json=as_json))
        )


def anew(data: Path | None) -> str:
    """How the demo is made anew, word for word."""
    place = shlex.quote(str(data)) if data else ""
    option, variable = (f" --data {place}", f" DATA={place}") if data else ("", "")
    return (
        f"Make the demo anew: dugout demo --again{option}, or with make: make demo AGAIN=1{variable}. "
        "The old folder is then put aside, whole; nothing of it is deleted."
    )


def put_demo_aside(folder: Path, *, as_json: bool) -> None:
    """Renames the folder of a demo, whichever Dugout made it. Ends the command where a real company lives, and where
    the folder is in use.
    """
    given = os.environ.get("DUGOUT_SECRET_KEY")
    with database(folder, as_json=as_json, of_any_age=True, of_any_make=True):
        from django.db import ProgrammingError, connections

        from dugout.demo.story import is_told
        from dugout.values.refused import Refused

        try:
            is_told()
        except Refused as refusal:
            stop(str(refusal), as_json=as_json)
        except ProgrammingError:
            pass  # These tables cannot hold a company: nobody lives here.
        finally:
            connections.close_all()
    if given is None:
        # The new folder makes a key of its own.
        del os.environ["DUGOUT_SECRET_KEY"]
    try:
        aside = put_aside(folder, at=dt.datetime.now().astimezone(), say=say)
    except EmbeddedError as error:
        stop(str(error), as_json=as_json)
    say(f"The old demo lies, whole, in {aside}.")


def make_demo(today: dt.date | None, *, as_json: bool = False) -> bool:
    """Tells the story, unless it is told here already; whether it was told now. Ends the command where a real
    company lives.
    """
    from dugout.demo.days import ZONE
    from dugout.demo.story import is_told, tell
    from dugout.values.refused import Refused

    try:
        told = is_told()
    except Refused as refusal:
        stop(str(refusal), as_json=as_json)
    if not told:
        say("Telling the demo company's two years, through the same commands as the screens ...")
        tell(today=today or dt.datetime.now(ZONE).date())
    return not told


def day_typed(typed: str | None, *, as_json: bool = False) -> dt.date | None:
    """The day of the option; the command ends with a sentence for anything else."""
    if typed is None:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        stop(f"“{typed}” is not a day. Write it as YYYY-MM-DD.", as_json=as_json)
