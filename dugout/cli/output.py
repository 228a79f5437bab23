"""What a command prints: sentences for people, or with `--json` one JSON value and nothing else."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import typer
from rich.console import Console

_console = Console(stderr=True, highlight=False, soft_wrap=True)


def say(sentence: str) -> None:
    """Tells the person what goes on. On standard error, so that standard output is the result's alone."""
    _console.print(sentence, markup=False)


def answer(value: Any, *, as_json: bool, text: str) -> None:
    """The command's result on standard output."""
    # At once: a command that goes on answers when it is ready, not when it ends.
    print(json.dumps(value, default=str) if as_json else text, flush=True)


def stream_object(head: Mapping[str, Any], name: str, items: Iterable[Any], **tail: Any) -> None:
    """One JSON object on standard output, whose long list is written as it comes, never held."""
    write = sys.stdout.write
    write(json.dumps(head, default=str)[:-1] + (", " if head else "") + json.dumps(name) + ": [")
    for place, item in enumerate(items):
        write((", " if place else "") + json.dumps(item, default=str))
    end = json.dumps(tail, default=str)[1:]
    write(f"]{', ' if tail else ''}{end}\n")


def stop(sentence: str, *, as_json: bool = False) -> NoReturn:
    """Ends the command with exit code 1 and the reason."""
    if as_json:
        print(json.dumps({"error": sentence}))
    else:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)
