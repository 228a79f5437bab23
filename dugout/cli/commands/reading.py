"""Reading out: snapshot, openapi."""

import json
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from dugout.cli.app import app
from dugout.cli.database import database, without_database
from dugout.cli.options import AsJson, Data
from dugout.cli.output import answer, stop
from dugout.values.wording import money_in_words


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

        from dugout.api.shown import shown
        from dugout.api.snapshots import SnapshotOut
        from dugout.our_company.queries import company_zone
        from dugout.overview.queries.snapshot import account_named, snapshot_of
        from dugout.values.refused import Refused

        try:
            found = snapshot_of(account_named(account), at=timezone.now(), zone=ZoneInfo(company_zone()))
        except Refused as refusal:
            stop(str(refusal), as_json=as_json)
        value = shown(SnapshotOut, found)
        answer(value, as_json=as_json, text=_in_words(value))


def _in_words(value: dict[str, Any]) -> str:
    """The snapshot as lines that a person reads in a terminal."""
    owner = value["owner"]["name"] if value["owner"] else "nobody"
    arr = value["arr"]
    lines = [
        f"{value['account']['name']}: {value['stage']}, {value['phase']}. Owned by {owner}.",
        f"ARR {money_in_words(arr['minor'], arr['currency'])}, "
        + (f"renews on {value['renewal_on']}." if value["renewal_on"] else "no date of renewal."),
        f"Last contact {value['last_contact_at'] or 'never'}, "
        f"last proper conversation {value['last_proper_conversation_at'] or 'never'}.",
        *(f"Sale: {one['name']}: {one['sentence']}." for one in value["where"]),
        *(
            f"Signal: {one['kind'].replace('_', ' ')}, {one['severity']}, "
            f"{one['claimed_by'] or 'nobody'} has it: {one['text']}"
            for one in value["open_signals"]
        ),
        *(
            f"Promise: {one['text']}, by {one['by']}, {one['due_on'] or 'no day named'}."
            for one in value["open_promises"]
        ),
    ]
    if value["handoff"]:
        handoff = value["handoff"]
        lines.append(f"Hand-off: {handoff['state']}, from {handoff['from_person']} to {handoff['to']}.")
    changed = ", ".join(f"{one['department']} {one['entries']}" for one in value["changed_in_7_days"])
    return "\n".join([*lines, f"Entries in 7 days: {changed or 'none'}."])
