"""Commands that go on until they are ended: with --json one value when they are ready, and nothing else there."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
import typer

import dugout.cli.main  # noqa: F401  every command is registered by it
from dugout.cli.app import app
from dugout.cli.commands import demo as demo_command
from tests.cli.conftest import Command
from tests.databases import ROOT


@contextmanager
def going_on(command: Command, *arguments: str) -> Iterator[tuple[dict[str, Any], "subprocess.Popen[str]"]]:
    """The value of a command that goes on, and its process, which is asked to end afterwards."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DUGOUT_", "DATABASE"))}
    child = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "dugout.cli.main", *arguments, "--json", "--data", str(command.data)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean,
    )  # fmt: skip
    assert child.stdout is not None
    try:
        yield json.loads(child.stdout.readline()), child
    finally:
        child.send_signal(signal.SIGTERM)
        rest = child.stdout.read()
        child.wait(60)
    assert rest == ""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_serve_tells_its_address_once_it_can_be_asked(company: Command) -> None:
    port = free_port()
    with going_on(company, "serve", "--port", str(port)) as (value, _):
        assert value["address"] == f"http://127.0.0.1:{port}"
        assert value["link"].startswith(f"{value['address']}/welcome/")
        assert urllib.request.urlopen(f"{value['address']}/health", timeout=30).status == 200


def test_a_worker_tells_that_it_works_and_goes_on(company: Command) -> None:
    with going_on(company, "worker") as (value, child):
        assert value == {"working": True}
        assert child.poll() is None


def test_serve_on_a_taken_port_is_one_json_value_and_no_success(company: Command) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        ended = company("serve", "--port", str(one.getsockname()[1]), "--json")
    assert (ended.code, list(ended.value)) == (1, ["error"])


@pytest.mark.parametrize("only_make", [True, False])
def test_demo_tells_whether_it_was_made_and_where_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], only_make: bool
) -> None:
    def served(*, ready: Any, **_: Any) -> int:
        ready()
        return 0

    for name, value in {
        "database": lambda *_, **__: nullcontext(), "bring_up_to_date": lambda: 0, "collect_static": lambda: None,
        "make_demo": lambda *_, **__: True, "refuse_taken_port": lambda *_, **__: None, "serve_pages": served,
    }.items():  # fmt: skip
        monkeypatch.setattr(demo_command, name, value)
    monkeypatch.setenv("DUGOUT_DEMO", "")
    monkeypatch.setenv("DUGOUT_BASE_URL", "http://127.0.0.1:8123")

    with nullcontext() if only_make else pytest.raises(typer.Exit):
        demo_command.demo(port=8123, only_make=only_make, as_json=True)

    wanted = {"made": True} | ({} if only_make else {"address": "http://127.0.0.1:8123"})
    assert json.loads(capsys.readouterr().out) == wanted


def test_every_command_has_the_option() -> None:
    def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
        for name, one in group.commands.items():
            yield from commands(one, f"{path}{name} ") if hasattr(one, "commands") else [(path + name, one)]

    found = dict(commands(typer.main.get_command(app)))
    assert {"demo", "serve", "worker", "import", "token create"} <= set(found)
    without = {
        name for name, one in found.items() if not any("--json" in option.opts for option in one.params)
    }
    assert without == set()
