"""`dugout token create`."""

from typing import Annotated

import typer

from dugout.cli.app import token_app
from dugout.cli.database import database
from dugout.cli.options import AsJson, Data
from dugout.cli.output import answer, stop


@token_app.command("create")
def create(
    person: Annotated[str, typer.Option("--person", help="Email of the person whom the token acts as.")],
    scope: Annotated[
        str, typer.Option("--scope", help="read, write or admin; several with commas.")
    ] = "read",
    name: Annotated[str, typer.Option("--name", help="What the token is for.")] = "command line",
    days: Annotated[int, typer.Option("--days", min=1, max=365, help="Days until it ends.")] = 90,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make an API token and print its secret, once."""
    with database(data, as_json=as_json):
        from django.utils import timezone

        from dugout.history.terms import Source, system
        from dugout.people.commands.tokens import make_token
        from dugout.people.models import Person
        from dugout.people.terms import Scope
        from dugout.values.refused import Refused

        found = Person.objects.here().filter(email__iexact=person).first()
        if found is None:
            stop(f"Nobody here has the email {person}. Nothing was made.", as_json=as_json)
        try:
            scopes = {Scope(one.strip()) for one in scope.split(",")}
            token, secret = make_token(
                person=found,
                name=name,
                scopes=scopes,
                days=days,
                by=system(Source.COMMAND_LINE),
                at=timezone.now(),
            )
        except ValueError:
            stop(f"A scope is read, write or admin; {scope!r} is none. Nothing was made.", as_json=as_json)
        except Refused as refusal:
            stop(str(refusal), as_json=as_json)
        value = {"id": str(token.id), "token": secret, "scopes": token.scopes, "expires_at": token.expires_at}
        answer(value, as_json=as_json, text=secret)
