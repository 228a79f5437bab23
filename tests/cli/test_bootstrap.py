"""The environment of a fresh machine: made by what is there, and made anew where a first make was cut off."""

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType

import pytest

from tests.databases import ROOT


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, with an environment of the test's own, on a machine without uv and outside CI."""
    spec = importlib.util.spec_from_file_location("bootstrap_of_a_test", ROOT / "tools" / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    home = tmp_path / "venv"
    for name, value in {"HOME": home, "BIN": home / "bin", "PYTHON": home / "bin" / "python"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module.shutil, "which", lambda *_, **__: None)
    monkeypatch.delenv("CI", raising=False)
    return module


def works(python: Path) -> bool:
    return (
        subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True, check=False).returncode
        == 0
    )


def test_an_environment_that_was_cut_off_before_its_pip_is_made_anew(bootstrap: ModuleType) -> None:
    venv.create(bootstrap.HOME, with_pip=False)
    (bootstrap.HOME / "half").touch()
    assert not works(bootstrap.PYTHON)

    bootstrap.make_environment()

    assert works(bootstrap.PYTHON)
    assert not (bootstrap.HOME / "half").exists()
    (bootstrap.HOME / "whole").touch()
    bootstrap.make_environment()
    assert (bootstrap.HOME / "whole").exists(), "one that works is left alone"


def test_uv_makes_it_where_it_is_without_venv(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    uv = tmp_path / "uv"
    uv.write_text(f'#!/bin/sh\necho "$@" > {asked}\n')
    uv.chmod(0o755)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name, **_: str(uv) if name == "uv" else None)
    monkeypatch.setattr(bootstrap.venv, "create", lambda *_, **__: pytest.fail("venv may not be there"))

    bootstrap.make_environment()

    assert asked.read_text().split() == ["venv", "-q", "--python", sys.executable, str(bootstrap.HOME)]


@pytest.mark.parametrize("machine", ["CI as root", "CI as somebody", "somebody's own"])
def test_without_debians_package_it_is_brought_in_ci_as_root_and_asked_for_elsewhere(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    made: list[str] = []
    brought: list[list[str]] = []

    def create(*_: object, **__: object) -> None:
        made.append("tried")
        if not brought:
            raise subprocess.CalledProcessError(1, "ensurepip")

    def ran(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        brought.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(bootstrap.venv, "create", create)
    monkeypatch.setattr(bootstrap.subprocess, "run", ran)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name, **_: name if name == "apt-get" else None)
    monkeypatch.setattr(bootstrap.os, "getuid", lambda: 0 if machine.endswith("root") else 1000)
    if machine.startswith("CI"):
        monkeypatch.setenv("CI", "true")

    if machine == "CI as root":
        bootstrap.make_environment()
        assert (len(made), brought[-1][-1]) == (2, "python3-venv")
    else:
        with pytest.raises(SystemExit, match="apt install python3-venv"):
            bootstrap.make_environment()
        assert (len(made), brought) == (1, [])
