"""Folders that are long, closed, somebody else's, of another version, or not what they seem."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from dugout.embedded import folders, home
from dugout.embedded.binaries import package_folder
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.folders import default_data_folder, demo_data_folder, free_space
from dugout.embedded.home import make_folder
from dugout.embedded.server import start
from dugout.embedded.sockets import socket_folder
from dugout.embedded.system_user import ServerUser, server_user
from tests.embedded.conftest import ORDINARY, as_root, home_of, quiet, started


def refused(data: Path, *words: str) -> str:
    """Start refuses that folder, with these words."""
    with pytest.raises(EmbeddedError) as caught:
        start(data, say=quiet)
    assert caught.value.remedy
    for part in words:
        assert part in str(caught.value)
    return str(caught.value)


def below(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(p): (p.lstat().st_mode, p.lstat().st_uid) for p in (folder, *sorted(folder.rglob("*")))}


def test_a_long_path_gets_a_short_socket_folder_closed_to_others(place: Path) -> None:
    data = place / ("long-" * 30) / "data"
    with started(data) as server:
        host = Path(server.dsn_kwargs["host"])
        assert len(str(host)) < 60
        assert oct(host.stat().st_mode & 0o777) == "0o700"
        with psycopg.connect(**server.dsn_kwargs) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert not host.exists()


def test_a_short_socket_folder_that_is_not_ours_alone_is_refused(place: Path) -> None:
    data = place / ("long-" * 30) / "data"
    started(data).release()
    short = socket_folder(home_of(data))
    short.mkdir(mode=0o755)
    try:
        refused(data, str(short), "not the database user's alone")
        short.rmdir()
        short.symlink_to(place)
        refused(data, str(short), "not the database user's alone")
    finally:
        if short.is_symlink():
            short.unlink()
        else:
            shutil.rmtree(short, ignore_errors=True)


def test_a_data_folder_of_another_version_is_refused_and_left_alone(place: Path) -> None:
    data, user = place / "data", server_user()
    opened = home.open_home(data, user)
    make_folder(opened.cluster, user)
    older = package_folder() / "pginstall" / "bin" / "initdb"
    if older.exists():
        subprocess.run(
            [older, "-D", opened.cluster, "-U", "postgres", "--no-sync", "--no-locale"],
            check=True, capture_output=True, cwd="/", **user.for_process(),
        )  # fmt: skip
    else:
        (opened.cluster / "PG_VERSION").write_text("16\n")
    before = below(opened.cluster)
    refused(data, "made by PostgreSQL 16", "brings PostgreSQL 18", "pg_dump")
    assert below(opened.cluster) == before


def test_a_folder_that_is_no_whole_cluster_is_refused_and_left_alone(place: Path) -> None:
    data = place / "data"
    started(data).release()
    (data / "postgres" / "global" / "pg_control").unlink()
    refused(data, "not a whole data folder", "backup")
    (data / "postgres" / "PG_VERSION").unlink()
    refused(data, "not a whole data folder")
    assert (data / "postgres" / "base").is_dir()


def test_a_folder_that_is_itself_a_cluster_is_refused(place: Path) -> None:
    started(place / "data").release()
    inner = place / "inner"
    shutil.copytree(place / "data" / "postgres", inner)
    refused(inner, "is itself a data folder of PostgreSQL")
    assert not (inner / "start.lock").exists()


def test_a_file_in_the_place_of_the_folder_is_named(place: Path) -> None:
    (place / "file").write_text("a letter")
    refused(place / "file", "is a file, not a folder")
    refused(place / "file" / "below", "is a file, not a folder")
    assert (place / "file").read_text() == "a letter"


def test_a_name_that_no_disk_takes_is_refused(place: Path) -> None:
    refused(place / ("x" * 300), "its name is too long")


def test_a_folder_with_other_things_that_others_may_write_in_is_refused(place: Path) -> None:
    shared = place / "shared"
    shared.mkdir()
    (shared / "letter").write_text("mine")
    shared.chmod(0o777)
    refused(shared, "other users of this machine may write in it", "chmod go-w")
    assert oct(shared.stat().st_mode & 0o777) == "0o777"


def test_a_folder_with_other_things_keeps_its_rights(place: Path) -> None:
    full = place / "full"
    full.mkdir()
    (full / "letter").write_text("mine")
    full.chmod(0o755)
    started(full).release()
    assert oct(full.stat().st_mode & 0o777) == "0o755"
    assert (full / "letter").read_text() == "mine"


@as_root
def test_as_root_a_closed_folder_above_is_named_and_stays_closed(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    refused(closed / "deep" / "data", f"The folder {closed} is closed", "opens nobody's folders")
    assert oct(closed.stat().st_mode & 0o777) == "0o700"
    assert list(closed.iterdir()) == []


@as_root
def test_as_root_the_folder_of_another_user_is_refused(place: Path) -> None:
    theirs = place / "theirs"
    theirs.mkdir()
    os.chown(theirs, ORDINARY, ORDINARY)
    refused(theirs, "belongs to nobody, and you are root", "Start Dugout as nobody")
    assert theirs.stat().st_uid == ORDINARY
    assert list(theirs.iterdir()) == []


@as_root
def test_as_root_a_cluster_of_another_user_is_refused_with_the_way_out(place: Path) -> None:
    started(place / "data").release()
    os.chown(place / "data" / "postgres", ORDINARY, ORDINARY)
    refused(place / "data", "belongs to nobody, and the server runs as dugout", "chown -R")


@as_root
def test_as_root_a_narrow_umask_closes_nothing_to_the_server(place: Path) -> None:
    before = os.umask(0o077)
    try:
        started(place / "new" / "data").release()
    finally:
        os.umask(before)
    assert oct((place / "new" / "data").stat().st_mode & 0o777) == "0o711"


def test_the_usual_folder_is_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr(folders.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert default_data_folder() == place / ".local" / "share" / "dugout"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert default_data_folder() == place / ".local" / "share" / "dugout"
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/mine")
    assert default_data_folder() == Path("/srv/mine/dugout")
    assert demo_data_folder() == Path("/srv/mine/dugout/demo")
    monkeypatch.setattr(folders.os, "geteuid", lambda: 0)
    assert default_data_folder() == Path("/var/lib/dugout")
    assert demo_data_folder() == Path("/var/lib/dugout/demo")


def test_the_demo_lies_in_the_usual_folder_without_hindering_it(place: Path) -> None:
    with started(place / "data" / "demo") as demo, started(place / "data") as server:
        assert demo.dsn_kwargs["host"] != server.dsn_kwargs["host"]


@pytest.mark.parametrize(
    ("free", "enough", "words"),
    [
        (500_000_000, True, "500 MB are free"),
        (12_340_000_000, True, "12.3 GB are free"),
        (499_999_999, False, "Only 499 MB are free"),
    ],
)
def test_free_space_is_told_and_below_500_mb_is_too_little(
    place: Path, monkeypatch: pytest.MonkeyPatch, free: int, enough: bool, words: str
) -> None:
    monkeypatch.setattr(
        folders.shutil,
        "disk_usage",
        lambda folder: shutil._ntuple_diskusage(10**12, 0, free),  # type: ignore[attr-defined]
    )
    space = free_space(place / "not" / "yet" / "there")
    assert (space.bytes, space.enough) == (free, enough)
    assert words in space.sentence


def test_a_user_without_a_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(EmbeddedError, match="54321 has no name"):
        server_user()


def test_ourselves_means_no_change_of_user() -> None:
    user = ServerUser(name="me", uid=os.getuid(), gid=os.getgid(), apart=False)
    assert user.for_process() == {}
