"""The key of an installation: one for all its processes, also when a start was cut off in the making."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dugout.cli.database import _secret_key, own_folder


def test_a_key_is_made_once_and_read_by_us_alone(tmp_path: Path) -> None:
    own = own_folder(tmp_path)
    key = _secret_key(own)
    assert len(key) >= 64
    assert _secret_key(own) == key
    assert [(path.name, path.stat().st_mode & 0o777) for path in own.iterdir()] == [("secret_key", 0o600)]


@pytest.mark.parametrize("left", ["", "\n"])
def test_an_empty_file_is_no_key(tmp_path: Path, left: str) -> None:
    own = own_folder(tmp_path)
    (own / "secret_key").write_text(left)
    (own / "secret_key.part").write_text("half of a ke")

    key = _secret_key(own)

    assert len(key) >= 64
    assert _secret_key(own) == key


def test_many_that_start_at_once_have_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = own_folder(tmp_path)
    real = os.fsync

    def slow(descriptor: int) -> None:
        time.sleep(0.05)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: _secret_key(own), range(8)))

    assert keys == {(own / "secret_key").read_text()}
