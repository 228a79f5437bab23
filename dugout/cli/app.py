"""The typer application that the command modules register with."""

import typer

app = typer.Typer(
    name="dugout",
    help="Dugout, an account-team CRM: one record per client, with every department on it.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
token_app = typer.Typer(help="API tokens.", no_args_is_help=True)
export_app = typer.Typer(help="Data out.", no_args_is_help=True)
app.add_typer(token_app, name="token")
app.add_typer(export_app, name="export")
