"""Files and mappings that no import can read: refused whole, with file and line, and nothing written."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from dugout.accounts.models import Account
from dugout.exchange.queries.mappings import mapping_of
from dugout.exchange.queries.reading import lines_of
from dugout.values.refused import Refused
from tests.databases import ROOT
from tests.exchange.taking import ACCOUNTS, accounts, small_set, take, write
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db

HEADER = ",".join(ACCOUNTS).encode()
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


def raw(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "accounts.csv is empty."),
        (b"account,sector\nA,b\n", "The columns 'year_established', 'revenue', 'employees', 'office_location', "
         "'subsidiary_of' are missing; there are 'account', 'sector'."),
        (HEADER + b",account\n", "The column 'account' is there 2 times."),
        (b"\n\n\n", "are missing; there are none."),
        (HEADER + b'\nA,"never ends\n' + b"b\n" * 5, "is not a CSV file from line 2 on: unexpected end of data."),
        (HEADER + b'\nA,b,,,,,\n"A"b,c,,,,,\n', "is not a CSV file from line 3 on: ',' expected after '\"'."),
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
    assert "is not written as the mapping says, line " in told

    later = refusal(raw(tmp_path / "accounts.csv", HEADER + b"\nA,b,,,,,\nB,\x81\x8d,,,,,\n"))
    assert "line 3: byte 0x81 is not utf-8 text" in later


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

    assert "line 1: byte 0x81 is not utf-8 text" in refusal(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source = ", "is not TOML"),
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


def test_a_mapping_without_its_department_is_refused_before_anything_is_written(tmp_path: Path) -> None:
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
