"""The options that every command takes."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder of the embedded database; without it DATABASE_URL or the usual folder."
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON value to standard output, nothing else.")
]
