"""Data out: export list."""

import json
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from dugout.cli.app import export_app
from dugout.cli.database import database
from dugout.cli.options import AsJson, Data
from dugout.cli.output import stop, stream_object

if TYPE_CHECKING:
    from datetime import datetime

    from dugout.access.terms import Viewer


@export_app.command("list")
def export_list(
    name: Annotated[str, typer.Argument(help="A list of the API, such as accounts or opportunities.")],
    person: Annotated[
        str | None,
        typer.Option("--person", help="Email of the person whose notifications or tokens are meant."),
    ] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Print every row of a list in the API's shape: one JSON value with --json, else one JSON object a line."""
    with database(data, as_json=as_json):
        from django.utils import timezone

        from dugout.api.exporting import PERSONAL, all_items, names_of_lists
        from dugout.values.refused import Refused

        names = names_of_lists()
        if name not in names:
            stop(f"There is no list {name!r}. There are {', '.join(names)}.", as_json=as_json)
        if name in PERSONAL and person is None:
            stop(f"The list {name} is a person's own. Name them with --person.", as_json=as_json)
        at = timezone.now()
        try:
            with closing(all_items(name, viewer=_viewer(person, at, as_json=as_json), at=at)) as items:
                if as_json:
                    stream_object({}, "items", items, next=None)
                else:
                    for item in items:
                        print(json.dumps(item))
        except Refused as refusal:
            stop(str(refusal), as_json=as_json)


def _viewer(email: str | None, at: "datetime", *, as_json: bool) -> "Viewer":
    """Who reads: a person, or the command line itself."""
    from dugout.access.viewer import viewer_for
    from dugout.history.terms import Source as Door
    from dugout.people.models import Person

    if email is None:
        return viewer_for(Person(name="Dugout"), at=at, source=Door.COMMAND_LINE)
    found = Person.objects.here().filter(email__iexact=email).first()
    if found is None:
        stop(f"Nobody here has the email {email}.", as_json=as_json)
    return viewer_for(found, at=at, source=Door.COMMAND_LINE)
