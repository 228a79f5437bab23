"""Each command: its exit code, and with --json exactly one JSON value on standard output."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.exchange.taking import SALES, small_set


def test_import_makes_migrates_and_founds_on_an_absent_data_folder(company: Command) -> None:
    again = company("import", "crm", str(company.data.parent / "files"), "--json")

    assert again.code == 0
    assert again.value["counts"] == {
        "products": {"unchanged": 2}, "teams": {"unchanged": 3}, "accounts": {"unchanged": 3, "mended": 2},
        "opportunities": {"unchanged": 4},
    }  # fmt: skip
    assert (again.value["source"], again.value["dry_run"], again.value["resumed"]) == ("crm", False, False)
    assert [(one["file"], one["line"], one["column"], one["verdict"]) for one in again.value["problems"]] == [
        ("accounts.csv", 2, "sector", "mended"), ("accounts.csv", 4, "office_location", "mended"),
    ]  # fmt: skip
    companies = company("export", "list", "locations", "--json").value["items"]
    assert sorted(one["name"] for one in companies) == ["Head office", "North", "South"]


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(company: Command, place: Path) -> None:
    files = small_set(
        place, [*SALES, ("S9", "Una Berg", "Freezer farm", "Nowhere", "Won", "1/1/2025", "1/2/2025", "5")]
    )
    before = company("export", "list", "imports", "--json").value["items"]

    tried = company("import", "crm", str(files), "--dry-run", "--json")

    assert tried.code == 0
    assert tried.value["id"] is None
    assert tried.value["counts"]["opportunities"] == {"unchanged": 4, "rejected": 1}
    assert tried.value["problem_files"] == []
    assert company("export", "list", "imports", "--json").value["items"] == before
    assert not list(place.glob("*.problems.csv"))


def test_a_dry_run_without_a_database_makes_none(place: Path) -> None:
    tried = Command(place / "data")("import", "crm", str(small_set(place)), "--dry-run", "--json")

    assert tried.code == 0, tried.err
    assert tried.value["counts"]["opportunities"] == {"created": 4}
    assert not (place / "data").exists()


def test_a_dry_run_with_a_place_for_problems_writes_them(company: Command, place: Path) -> None:
    files = small_set(
        place, [("S1", "Nobody", "Freezer farm", "Nord Fisk", "Won", "1/1/2025", "1/2/2025", "5")]
    )

    tried = company(
        "import", "crm", str(files), "--dry-run", "--problems", str(place / "wrong.csv"), "--json"
    )

    assert tried.value["problem_files"] == [str(place / "wrong.csv")]
    assert "There is no person 'Nobody'" in (place / "wrong.csv").read_text()


def test_import_in_words_says_what_became_of_the_rows(company: Command) -> None:
    told = company("import", "crm", str(company.data.parent / "files"))

    assert told.code == 0
    assert "accounts: 3 unchanged, 2 mended" in told.out
    assert "accounts.csv line 2, column sector: mended. Read 'technolgy' as 'technology'" in told.out


def test_nothing_is_made_for_files_that_cannot_be_read(place: Path) -> None:
    (place / "accounts.csv").write_bytes(b"")

    for arguments in (("crm", str(place)), ("nosuch", str(place)), ("crm", str(place / "absent"))):
        ended = Command(place / "data")("import", *arguments, "--json")
        assert (ended.code, list(ended.value)) == (1, ["error"])
    assert not (place / "data").exists()


def test_export_list_gives_every_row_in_the_apis_shape(company: Command) -> None:
    sales = company("export", "list", "opportunities", "--json")

    assert sales.code == 0
    assert list(sales.value) == ["items", "next"]
    assert sales.value["next"] is None
    assert {one["external_id"] for one in sales.value["items"]} == {"S1", "S2", "S3", "S4"}
    won = next(one for one in sales.value["items"] if one["external_id"] == "S1")
    assert (won["outcome"], won["amount"]) == ("won", {"minor": 105_400, "currency": "USD"})
    lines = company("export", "list", "opportunities")
    assert len(lines.out.splitlines()) == 4


def test_a_list_that_there_is_not_is_answered_with_those_that_there_are(company: Command) -> None:
    unknown = company("export", "list", "nothing", "--json")

    assert unknown.code == 1
    assert "There is no list 'nothing'. There are absences, accounts," in unknown.value["error"]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("migrate",), {"applied"}),
        (("init",), {"link"}),
        (("doctor",), {"ok", "findings"}),
        (("openapi",), {"openapi", "paths", "info", "components", "servers"}),
        (("snapshot", "Nord Fisk"), {"account", "stage"}),
    ],
)
def test_each_command_prints_one_json_value(
    company: Command, arguments: tuple[str, ...], keys: set[str]
) -> None:
    ended = company(*arguments, "--json")

    assert ended.code == 0, ended.err
    assert keys <= set(ended.value)


def test_what_cannot_be_done_is_one_json_value_too_and_no_success(company: Command) -> None:
    for arguments in (
        ("token", "create", "--person", "nobody@nordkyl.example", "--scope", "read"),
        ("snapshot", "No such account"),
        ("export", "list", "notifications", "--person", "nobody@nordkyl.example"),
    ):
        ended = company(*arguments, "--json")
        assert (ended.code, list(ended.value)) == (1, ["error"]), arguments
    plain = company("snapshot", "No such account")
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.strip()


@pytest.mark.parametrize(
    "arguments",
    [
        ("doctor",), ("token", "create", "--person", "a@b.example"), ("snapshot", "Nord Fisk"),
        ("export", "list", "accounts"), ("worker",),
    ],
)  # fmt: skip
def test_without_a_database_a_command_that_makes_none_says_how(
    place: Path, arguments: tuple[str, ...]
) -> None:
    ended = Command(place / "data")(*arguments, "--json")

    assert ended.code == 1
    assert "There is no database in" in ended.value["error"]
    assert "dugout init" in ended.value["error"]
    assert not (place / "data").exists()


def test_openapi_needs_no_database(place: Path) -> None:
    ended = Command(place / "data")("openapi", "--json")

    assert ended.code == 0, ended.err
    assert "/api/v1/imports" in ended.value["paths"]
    assert not (place / "data").exists()


def test_a_token_is_printed_once_and_works(company: Command) -> None:
    email = "una@nordkyl.example"
    _give_email(company, email)

    ended = company("token", "create", "--person", email, "--scope", "read", "--json")

    assert ended.code == 0, ended.err
    assert set(ended.value) == {"id", "token", "scopes", "expires_at"}
    assert ended.value["scopes"] == ["read"]
    tokens = company("export", "list", "tokens", "--person", email, "--json").value["items"]
    assert [one["id"] for one in tokens] == [ended.value["id"]]
    assert ended.value["token"] not in str(tokens)


def _give_email(command: Command, email: str) -> None:
    import psycopg

    from dugout.embedded.server import start

    with start(command.data) as server, psycopg.connect(server.url()) as connection:
        connection.execute("update dugout_person set email = %s where name = 'Una Berg'", [email])


def test_a_database_that_does_not_answer_is_said_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "dugout.cli.main", "doctor", "--json"], text=True,
        capture_output=True, check=False, env={"DATABASE_URL": f"postgres:///x?host={place}", "HOME": str(place)},
    )  # fmt: skip

    assert run.returncode == 1
    assert "does not answer" in run.stdout
