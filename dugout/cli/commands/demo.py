"""The demo company: made at the first start, served with one-click people."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer

from dugout.cli.app import app
from dugout.cli.commands.setting_up import Host, Port, bring_up_to_date
from dugout.cli.database import database
from dugout.cli.options import Data
from dugout.cli.output import say, stop
from dugout.cli.serving import collect_static, refuse_taken_port
from dugout.cli.serving import serve as serve_pages
from dugout.embedded.folders import demo_data_folder

Today = Annotated[
    str | None,
    typer.Option("--today", help="Day on which the story ends, as YYYY-MM-DD; today unless given."),
]


@app.command()
def demo(
    data: Data = None,
    port: Port = 8000,
    host: Host = "127.0.0.1",
    only_make: Annotated[bool, typer.Option("--only-make", help="Make the demo company and stop.")] = False,
    today: Today = None,
) -> None:
    """Make the demo company, at the first start, and serve it with one-click people."""
    if not only_make:
        refuse_taken_port(host, port)
    os.environ["DUGOUT_DEMO"] = "1"
    os.environ.setdefault("DUGOUT_BASE_URL", f"http://{host}:{port}")
    folder: Path = data or demo_data_folder()
    with database(folder, makes=True):
        bring_up_to_date()
        make_demo(day_of(today))
        if only_make:
            return
        collect_static()
        raise typer.Exit(serve_pages(host=host, port=port, jobs=True))


def make_demo(today: dt.date | None) -> None:
    """Tells the story, unless it is told here already. Ends the command where a real company lives."""
    from dugout.demo.days import ZONE
    from dugout.demo.story import is_told, tell
    from dugout.values.refused import Refused

    try:
        told = is_told()
    except Refused as refusal:
        stop(str(refusal))
    if not told:
        say("Telling the demo company's two years, through the same commands as the screens ...")
        tell(today=today or dt.datetime.now(ZONE).date())


def day_of(typed: str | None) -> dt.date | None:
    """The day of the option; the command ends with a sentence for anything else."""
    if typed is None:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        stop(f"“{typed}” is no day. Write it as YYYY-MM-DD.")
