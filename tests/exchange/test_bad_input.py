"""What no import can read: a clear message with file, line and column, and nothing half done."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem
from dugout.exchange.queries.mappings import mapping_of
from dugout.exchange.queries.reading import lines_of
from dugout.values.refused import Refused
from tests.databases import ROOT
from tests.exchange.taking import ACCOUNTS, small_set, take, write
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db

# An account's text columns, as the mapping reads them.
TEXTS = {"account": "name", "sector": "industry", "office_location": "country"}


# Looks through a file; prints its records and the most memory in KiB, before and after.
LOOK = """
import resource, sys
from pathlib import Path
from dugout.exchange.queries.files import find_files
from dugout.exchange.queries.mappings import mapping_of
mapping = mapping_of("crm")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = find_files(mapping, [Path(sys.argv[1])])
print(found.given[0].records, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def refusal(*paths: Path) -> str:
    """What is said of files that cannot be read; and that nothing was written meanwhile."""
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        take(*paths)
    assert digest_of_database() == before
    return str(refused.value)


def accounts(folder: Path, *rows: tuple[object, ...]) -> Path:
    return write(folder / "accounts.csv", ACCOUNTS, rows)


def raw(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


HEADER = ",".join(ACCOUNTS).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "accounts.csv is empty."),
        (b"account,sector\nA,b\n", "The columns 'year_established', 'revenue', 'employees', 'office_location', "
         "'subsidiary_of' are missing; there are 'account', 'sector'."),
        (HEADER + b",account\n", "The column 'account' is there 2 times."),
        (b"\n\n\n", "are missing; there are none."),
        (HEADER + b'\nA,"never ends\n' + b"b\n" * 5, "is no CSV file from line 2 on: unexpected end of data."),
        (HEADER + b'\nA,b,,,,,\n"A"b,c,,,,,\n', "is no CSV file from line 3 on: ',' expected after '\"'."),
        (HEADER + b"\n" + b"x" * 2_000_000, "Line 2 of"),
        (HEADER + b'\nA,"' + b"x\n" * 200_000 + b'",,,,,\n', "field larger than field limit"),
    ],
    ids=["empty", "missing columns", "a column twice", "blank lines", "open quote", "bad quote", "long line",
         "long cell"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_whole(tmp_path: Path, content: bytes, said: str) -> None:
    told = refusal(raw(tmp_path / "accounts.csv", content))

    assert said in told
    assert "accounts.csv" in told
    assert "Nothing was imported." in told


def test_binary_junk_is_refused_with_the_line_of_its_first_bad_byte(tmp_path: Path) -> None:
    junk = random.Random(1).randbytes(300_000)
    told = refusal(raw(tmp_path / "accounts.csv", junk))
    assert "is no text as the mapping says it, line " in told

    later = refusal(raw(tmp_path / "accounts.csv", HEADER + b"\nA,b,,,,,\nB,\x81\x8d,,,,,\n"))
    assert "line 3: byte 0x81 is no utf-8 text" in later


def test_every_file_that_cannot_be_read_is_named_at_once(tmp_path: Path) -> None:
    small_set(tmp_path)
    raw(tmp_path / "products.csv", b"")
    raw(tmp_path / "accounts.csv", b"account\n")

    told = refusal(tmp_path)

    assert "products.csv is empty." in told
    assert "accounts.csv: The columns" in told
    assert not Account.objects.filter(external_source="crm").exists()


def test_a_file_that_is_not_there_or_fits_no_rule_is_said_so(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "accounts.csv")
    assert "holds none of the files of crm" in refusal(tmp_path)
    other = write(tmp_path / "other.csv", ("a", "b"), [(1, 2)])
    assert "nor the columns of exactly one" in refusal(other)
    mine = accounts(tmp_path, ("A", "", "", "", "", "", ""))
    assert "is given twice" in refusal(mine, mine)


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (("", "b", 2000, 1, 1, "", ""), "account", "This cell is empty and must not be."),
        (("A" * 10_000, "", "", "", "", "", ""), "account", "This has 10,000 characters; 200 is the most."),
        (("A\x00B", "", "", "", "", "", ""), "account", "Character 2 of this text is a control sign (U+0000)"),
        (("A", "two\nlines", "", "", "", "", ""), "sector", "there is a line break or a tab in it"),
        (("A", "", "1e3", "", "", "", ""), "year_established", "'1e3' is no number"),
        (("A", "", "", "-5", "", "", ""), "revenue", "'-5' is below zero."),
        (("A", "", "", "1,5", "", "", ""), "revenue", "is no number with '.' before decimals"),
        (("A", "", "", "9" * 30, "", "", ""), "revenue", "is too large to keep"),
        (("A", "", "", "0.000000001", "", "", ""), "revenue", "has too many decimals"),
        (("A", "", 99, "", "", "", ""), "year_established", "This is no year."),
        (("A", "", "", "", 100_000_000, "", ""), "employees", "This many people cannot work there."),
        (("A", "", "", "", "", "", "A"), "subsidiary_of", "lies under this one"),
        (("A", "", "", "", "", "", "Nowhere"), "subsidiary_of", "The account 'Nowhere' is neither here"),
        (("A", "b"), "", "The line has 2 cells, the header 7."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_rejected_with_line_and_column(
    tmp_path: Path, row: tuple[object, ...], column: str, what: str
) -> None:
    accounts(tmp_path, ("Good", "", "", "", "", "", ""), row, ("Also good", "", "", "", "", "", "Good"))

    report = take(tmp_path / "accounts.csv")

    (problem,) = ImportProblem.objects.filter(run_id=report.run_id)
    assert (problem.line, problem.column, problem.verdict) == (3, column, "rejected")
    assert what in problem.what
    assert set(Account.objects.filter(external_source="crm").values_list("name", flat=True)) == {
        "Good",
        "Also good",
    }


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (("X", "Una Berg", "", "", "Paused", "", "", ""), "deal_stage", "The mapping knows no stage 'Paused'"),
        (("X", "", "", "", "Engaging", "", "", ""), "sales_agent", "This cell is empty"),
        (("X", "Una", "", "", "Engaging", "", "", ""), "sales_agent", "There is no person 'Una'"),
        (("X", "Una Berg", "Ice", "", "Engaging", "", "", ""), "product", "There is no product 'Ice'"),
        (("X", "Una Berg", "", "Ice", "Engaging", "", "", ""), "account", "There is no account 'Ice'"),
        (("X", "Una Berg", "", "", "Lost", "", "2/31/2025", ""), "close_date", "is no day of the calendar"),
        (("X", "Una Berg", "", "", "Lost", "", "31/02/2025", ""), "close_date", "is no day of the calendar"),
        (("X", "Una Berg", "", "", "Lost", "", "2025-02-01", ""), "close_date", "is no day written month/day/year"),
        (("X", "Una Berg", "", "", "Lost", "", "", ""), "close_date", "A lost one needs the day it closed."),
        (("X", "Una Berg", "", "", "Won", "", "2/1/2025", ""), "close_value", "A won one needs its value."),
        (("X", "Una Berg", "", "", "Lost", "3/1/2025", "2/1/2025", ""), "close_date", "before it was opened"),
        (("X", "Una Berg", "", "", "Won", "", "3/5/2026", "9"), "close_date", "2026-03-05 has not come yet"),
        (("X", "Una Berg", "", "", "Engaging", "3/5/2026", "", ""), "engage_date", "has not come yet"),
        (("X", "Una Berg", "", "", "Won", "", "3/1/2026", "9" * 14), "close_value", "no amount that can be kept"),
    ],
)  # fmt: skip
def test_a_sale_that_cannot_be_is_rejected_with_its_column(
    tmp_path: Path, row: tuple[object, ...], column: str, what: str
) -> None:
    report = take(small_set(tmp_path, [row]))

    problem = ImportProblem.objects.get(run_id=report.run_id, file="sales_pipeline.csv")
    assert (problem.line, problem.column, problem.verdict) == (2, column, "rejected")
    assert what in problem.what
    assert report.counts["opportunities"] == {"rejected": 1}


def test_who_would_be_their_own_manager_is_rejected(tmp_path: Path) -> None:
    small_set(tmp_path)
    write(
        tmp_path / "sales_teams.csv", ("sales_agent", "manager", "regional_office"),
        [("Una Berg", "Per Holm", ""), ("Per Holm", "Eva Lind", ""), ("Eva Lind", "Una Berg", ""), ("Ivo", "Ivo", "")],
    )  # fmt: skip

    report = take(tmp_path / "sales_teams.csv")

    told = ImportProblem.objects.filter(run_id=report.run_id).values_list("line", "column", "what")
    assert [(line, column) for line, column, _ in told] == [(4, "manager"), (5, "manager")]
    assert all("their own manager" in what for _, _, what in told)


def test_accounts_that_lie_under_each_other_are_rejected_and_the_others_are_taken(tmp_path: Path) -> None:
    accounts(
        tmp_path,
        ("A", "", "", "", "", "", "B"), ("B", "", "", "", "", "", "C"), ("C", "", "", "", "", "", "A"),
        ("D", "", "", "", "", "", "E"), ("E", "", "", "", "", "", "F"), ("F", "", "", "", "", "", ""),
    )  # fmt: skip

    report = take(tmp_path / "accounts.csv", chunk=1)

    assert report.counts["accounts"] == {"created": 3, "rejected": 3}
    names = dict(Account.objects.filter(external_source="crm").values_list("name", "parent__name"))
    assert names == {"D": "E", "E": "F", "F": None}


def test_a_file_cannot_close_a_circle_of_accounts_that_are_here(tmp_path: Path) -> None:
    accounts(
        tmp_path,
        ("A", "", "", "", "", "", ""),
        ("B", "", "", "", "", "", "A"),
        ("C", "", "", "", "", "", "B"),
    )
    take(tmp_path / "accounts.csv")
    accounts(
        tmp_path,
        ("A", "", "", "", "", "", "C"),
        ("B", "", "", "", "", "", "A"),
        ("C", "", "", "", "", "", "B"),
    )

    report = take(tmp_path / "accounts.csv")

    assert report.counts["accounts"] == {"rejected": 1, "unchanged": 2}
    problem = ImportProblem.objects.get(run_id=report.run_id)
    assert (problem.line, problem.column) == (2, "subsidiary_of")
    assert "cannot lie under itself" in problem.what


def test_each_naughty_string_in_each_text_is_kept_as_it_is_or_rejected_with_its_line(
    tmp_path: Path, shared_data: Path
) -> None:
    strings = json.loads((shared_data / "hostile/naughty-strings/blns.json").read_text(encoding="utf-8"))
    rows: list[tuple[object, ...]] = []
    for column in TEXTS:
        for number, text in enumerate(strings):
            cells = dict.fromkeys(ACCOUNTS, "")
            cells["account"] = f"{column} {number}"
            cells[column] = f"{text} {column} {number}" if column == "account" else text
            rows.append(tuple(cells.values()))
    accounts(tmp_path, *rows)

    report = take(tmp_path / "accounts.csv")

    rejected = {problem.line: problem for problem in ImportProblem.objects.filter(run_id=report.run_id)}
    created = report.counts["accounts"]["created"]
    assert created + len(rejected) == len(rows)
    assert created > 1200
    found = {a.external_id: a for a in Account.objects.filter(external_source="crm")}
    for line, row in enumerate(rows, start=2):
        cells = dict(zip(ACCOUNTS, row, strict=True))
        if line in rejected:
            assert rejected[line].what
            assert rejected[line].column in TEXTS
            continue
        name = _shown(str(cells["account"]))
        account = found[name]
        for column, field in TEXTS.items():
            assert getattr(account, field) == _shown(str(cells[column])), (line, column)


def _shown(text: str) -> str:
    from dugout.values.texts import clean_line

    cleaned = clean_line(text.strip(), 200)
    assert isinstance(cleaned, str)
    return cleaned


def test_text_from_right_to_left_is_kept(tmp_path: Path) -> None:
    accounts(tmp_path, ("شركة النور", "تجارة", "", "", "", "ישראל", ""))

    take(tmp_path / "accounts.csv")

    account = Account.objects.get(external_source="crm")
    assert (account.name, account.industry, account.country) == ("شركة النور", "تجارة", "ישראל")


def test_the_hard_csv_files_are_read_as_their_answers_say(shared_data: Path) -> None:
    folder = shared_data / "hostile/csv-spectrum"
    files = sorted((folder / "csvs").glob("*.csv"))
    assert len(files) >= 10
    for path in files:
        wanted = json.loads((folder / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        wanted = wanted if isinstance(wanted, list) else [wanted]
        (_, header), *records = lines_of(str(path), encoding="utf-8-sig", delimiter=",")
        found = [dict(zip(header, cells, strict=True)) for _, cells in records]
        if path.stem == "location_coordinates":
            # Its answer hides the telephone number that its file still has.
            found, wanted = (
                [{**one, header[0]: ""} for one in found],
                [{**one, header[0]: ""} for one in wanted],
            )
        assert [_lines(row) for row in found] == [_lines(row) for row in wanted], path.name


def _lines(row: dict[str, str]) -> dict[str, str]:
    return {key: value.replace("\r\n", "\n") for key, value in row.items()}


def test_a_record_is_told_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    path = raw(tmp_path / "x.csv", b'a,b\r\n\r\n"1\n2\n3",x\r\n4,5\n\n6,7')

    assert [line for line, _ in lines_of(str(path), encoding="utf-8", delimiter=",")] == [1, 3, 6, 8]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", "\t"), ("utf-16", "|")],
)
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    write(
        tmp_path / "accounts.csv", ACCOUNTS, [("Möller & Söhne; Köln", "Käse", "", "", "", "", "")],
        encoding=encoding, delimiter=delimiter,
    )  # fmt: skip

    take(tmp_path / "accounts.csv")

    account = Account.objects.get(external_source="crm")
    assert (account.name, account.industry) == ("Möller & Söhne; Köln", "Käse")


def test_a_file_of_200_mb_is_looked_through_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    line = b"A%07d,food,1990,1.5,100,Sweden," + b"\n"
    with path.open("wb") as file:
        file.write(HEADER + b"\n")
        for start in range(0, 5_800_000, 100_000):
            file.write(b"".join(line % number for number in range(start, start + 100_000)))
    assert path.stat().st_size > 200_000_000

    run = subprocess.run(
        [sys.executable, "-c", LOOK, str(path)], cwd=ROOT, check=True, text=True, capture_output=True
    )

    records, at_first, most = map(int, run.stdout.split())
    assert records == 5_800_000
    assert most - at_first < 20_000


def test_200_mb_of_junk_are_refused_at_once(
    tmp_path: Path, at: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "accounts.csv"
    with path.open("wb") as file:
        file.write(b"\x00\x81" * 1_000_000)
        file.truncate(200_000_000)

    assert "line 1: byte 0x81 is no utf-8 text" in refusal(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source = ", "is no TOML"),
        ("", "give a short name in small letters"),
        ('source = "x"\ncurrency = "EURO"\nzone = "Mars"\n', "give three capital letters"),
        ('source = "x"\ncurrency = "EUR"\nzone = "Mars"\n', "give a time zone such as Europe/Berlin"),
        ('source = "x"\ncurrency = "EUR"\nzone = "UTC"\n[[files]]\nkind = "ships"\n', "kind must be one of"),
        ('source = "x"\ncurrency = "EUR"\nzone = "UTC"\nsince = 1200-01-01\n', "give a day such as"),
        ('source = "x"\ncurrency = "EUR"\nzone = "UTC"\nsurprise = 1\n', "'surprise' means nothing here"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_every_mistake(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(Refused, match="mapping") as refused:
        mapping_of(str(path))

    assert said in str(refused.value)


def test_a_mapping_without_its_department_is_refused_before_anything_is_written(
    tmp_path: Path, person: Callable[[str], object]
) -> None:
    text = mapping_text().replace('department = "Outside Sales"', 'department = "Fleet"')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    small_set(tmp_path)
    before = digest_of_database()

    with pytest.raises(Refused, match="There is no department Fleet; there are Account Management"):
        take(tmp_path, mapping=str(tmp_path / "mine.toml"))

    assert digest_of_database() == before


def mapping_text() -> str:
    from dugout.exchange.queries.mappings import SHIPPED

    return (SHIPPED / "crm.toml").read_text(encoding="utf-8")
