"""Reading out: snapshot, openapi."""

import json
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from dugout.cli.app import app
from dugout.cli.database import database, without_database
from dugout.cli.options import AsJson, Data
from dugout.cli.output import answer, stop


@app.command()
def openapi(data: Data = None, as_json: AsJson = False) -> None:  # noqa: ARG001  its answer is JSON either way
    """Print the OpenAPI description of /api/v1."""
    with without_database(data):
        from dugout.api.v1 import api

        print(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))


@app.command()
def snapshot(
    account: Annotated[str, typer.Argument(help="The account's id or its exact name.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Print where an account stands now."""
    with database(data, as_json=as_json):
        from django.utils import timezone

        from dugout.api.snapshots import snapshot_out
        from dugout.our_company.queries import company_zone
        from dugout.overview.queries.snapshot import account_named, snapshot_of
        from dugout.values.refused import Refused

        try:
            found = snapshot_of(account_named(account), at=timezone.now(), zone=ZoneInfo(company_zone()))
        except Refused as refusal:
            stop(str(refusal), as_json=as_json)
        value = snapshot_out(found)
        answer(value, as_json=as_json, text=json.dumps(value, indent=2, default=str))
