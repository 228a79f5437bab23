"""Start, use, attach and give back, in one process and in forked ones."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from dugout.embedded.cluster import megabytes_at_hand
from dugout.embedded.errors import EmbeddedError
from dugout.embedded.processes import all_of, living_server
from dugout.embedded.server import start
from tests.embedded.conftest import home_of, quiet, started


def test_a_new_folder_becomes_a_running_server_with_our_database(place: Path) -> None:
    said: list[str] = []
    server = start(place / "data", durable=False, say=said.append)
    with server, psycopg.connect(**server.dsn_kwargs) as connection:
        row = connection.execute(
            "select current_database(), current_user, pg_get_userbyid(datdba), datlocprovider,"
            " current_setting('server_version_num')::int / 10000, current_setting('data_checksums'),"
            " current_setting('is_superuser')"
            " from pg_database where datname = current_database()"
        ).fetchone()
    assert row == ("dugout", "dugout", "dugout", "b", 18, "on", "off")
    assert said == [f"Making a new database in {place / 'data'} ..."]


def test_the_last_one_to_give_back_stops_the_server(place: Path) -> None:
    first, second = started(place / "data"), started(place / "data")
    first.release()
    assert living_server(home_of(place / "data"))
    first.release()
    assert living_server(home_of(place / "data"))
    second.release()
    assert all_of(place / "data" / "postgres") == []
    assert not (place / "data" / "postgres" / "postmaster.pid").exists()


def test_what_was_written_is_there_after_stop_and_start(place: Path) -> None:
    with started(place / "data") as server, psycopg.connect(**server.dsn_kwargs) as connection:
        connection.execute("create table kept as select 7 as number")
    with started(place / "data") as server, psycopg.connect(**server.dsn_kwargs) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_a_persons_server_is_safe_and_speaks_only_by_its_socket(place: Path) -> None:
    with start(place / "data", say=quiet) as server, psycopg.connect(**server.dsn_kwargs) as connection:
        names = (
            "fsync", "synchronous_commit", "full_page_writes", "listen_addresses", "unix_socket_permissions",
            "max_connections", "jit", "TimeZone", "random_page_cost", "log_min_error_statement",
        )  # fmt: skip
        found = {name: connection.execute(f"show {name}").fetchone()[0] for name in names}  # type: ignore[index]
        at_hand = connection.execute("select pg_size_bytes(current_setting('shared_buffers'))").fetchone()
    assert found == {
        "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "listen_addresses": "",
        "unix_socket_permissions": "0700", "max_connections": "100", "jit": "off", "TimeZone": "UTC",
        "random_page_cost": "1.1", "log_min_error_statement": "panic",
    }  # fmt: skip
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert at_hand == (megabytes_at_hand(machine) * 2**20,)


@pytest.mark.parametrize(("gigabytes", "kept"), [(1, 192), (3, 192), (8, 512), (16, 1024), (256, 1024)])
def test_rows_at_hand_are_a_sixteenth_of_the_machines_memory_within_bounds(gigabytes: int, kept: int) -> None:
    assert megabytes_at_hand(gigabytes * 2**30) == kept


def test_a_server_without_safety_is_refused_for_a_persons_data(place: Path) -> None:
    with started(place / "data") as server:
        with pytest.raises(EmbeddedError, match="without safety"):
            start(place / "data", say=quiet)
        with psycopg.connect(**server.dsn_kwargs) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_the_environment_of_the_caller_changes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "PGHOST": "/nowhere", "PGPORT": "1", "PGUSER": "stranger", "PGDATABASE": "none", "PGDATA": "/nowhere",
        "LC_ALL": "xx_XX.UTF-8", "LC_MESSAGES": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "TMPDIR": "/nowhere",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with started(place / "data") as server:
        for reach in (lambda: psycopg.connect(**server.dsn_kwargs), lambda: psycopg.connect(server.url())):
            with reach() as connection:
                assert connection.execute("show timezone").fetchone() == ("UTC",)


@pytest.mark.parametrize(
    "name", ["a blank", 'it\'s "$HOME" `x`', "100% & ünïcødé", "com,ma", "plus+and@at:x?y#z"]
)
def test_a_folder_with_an_odd_name_works_by_keywords_and_by_url(place: Path, name: str) -> None:
    with started(place / name) as server:
        with psycopg.connect(**server.dsn_kwargs) as one, psycopg.connect(server.url("postgres")) as other:
            assert one.execute("select current_database()").fetchone() == ("dugout",)
            assert other.execute("select current_database()").fetchone() == ("postgres",)
        assert parse_qs(urlsplit(server.url()).query)["host"] == [server.dsn_kwargs["host"]]


def test_the_url_is_read_by_djangos_settings_too(place: Path) -> None:
    settings = pytest.importorskip("dugout.config.settings", reason="Django's settings are not there")
    with started(place / "a b+c") as server:
        read = settings.database_from_url(server.url())
        host, port, user, name = (server.dsn_kwargs[key] for key in ("host", "port", "user", "dbname"))
        assert (read["HOST"], read["PORT"], read["USER"], read["NAME"]) == (host, port, user, name)


def test_pages_ask_for_their_own_planning_unless_a_pooler_shares_the_connection() -> None:
    settings = pytest.importorskip("dugout.config.settings", reason="Django's settings are not there")

    def for_pages(url: str) -> Any:
        database = settings.database_from_url(url)
        settings.plan_for_pages(database)
        return database["OPTIONS"]

    url = "postgres://ann@db.example/dugout"
    assert settings.database_from_url(url)["OPTIONS"] == {"prepare_threshold": 2}
    asked = "-c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0"
    assert for_pages(url) == {"options": asked, "prepare_threshold": 2}
    assert for_pages(f"{url}?options=-c%20work_mem%3D8MB")["options"] == f"{asked} -c work_mem=8MB"
    assert for_pages(f"{url}?prepare_threshold=off") == {"prepare_threshold": None}


def test_a_forked_child_keeps_the_server_that_its_parent_gives_back(place: Path) -> None:
    server = started(place / "data")
    to_child, to_parent = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        ended = 1
        try:
            os.write(to_parent[1], b"r")
            os.read(to_child[0], 1)
            with psycopg.connect(**server.dsn_kwargs) as connection:
                ended = 0 if connection.execute("select 1").fetchone() == (1,) else 2
            server.release()
        finally:
            os._exit(ended)
    os.read(to_parent[0], 1)
    server.release()
    assert living_server(home_of(place / "data"))
    os.write(to_child[1], b"g")
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert living_server(home_of(place / "data")) is None
    for end in (*to_child, *to_parent):
        os.close(end)


def test_an_error_says_what_what_is_safe_and_what_to_do() -> None:
    error = EmbeddedError("It broke.", safe="Your data are safe.", remedy="Mend it.")
    assert (error.what, error.safe, error.remedy) == ("It broke.", "Your data are safe.", "Mend it.")
    assert str(error) == "It broke. Your data are safe. Mend it."
    assert str(EmbeddedError("It broke.", remedy="Mend it.")) == "It broke. Mend it."
