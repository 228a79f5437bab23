"""Rows that cannot be taken: rejected with line, column and reason, while the others are taken."""

from pathlib import Path

import pytest

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem
from tests.exchange.taking import accounts, small_set, take, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        (("", "b", 2000, 1, 1, "", ""), "account", "This cell is empty and must not be."),
        (("A" * 10_000, "", "", "", "", "", ""), "account", "This has 10,000 characters; 200 is the most."),
        (("A\x00B", "", "", "", "", "", ""), "account", "Character 2 of this text is a control sign (U+0000)"),
        (("A", "two\nlines", "", "", "", "", ""), "sector", "there is a line break or a tab in it"),
        (("A", "", "1e3", "", "", "", ""), "year_established", "'1e3' is not a number"),
        (("A", "", "", "-5", "", "", ""), "revenue", "'-5' is below zero."),
        (("A", "", "", "1,5", "", "", ""), "revenue", "is not a number with '.' before decimals"),
        (("A", "", "", "9" * 30, "", "", ""), "revenue", "is too large to keep"),
        (("A", "", "", "0.000000001", "", "", ""), "revenue", "has too many decimals"),
        (("A", "", 99, "", "", "", ""), "year_established", "This is not a year."),
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
        (("X", "Una Berg", "", "", "Lost", "", "2/31/2025", ""), "close_date", "is not a day of the calendar"),
        (("X", "Una Berg", "", "", "Lost", "", "31/02/2025", ""), "close_date", "is not a day of the calendar"),
        (("X", "Una Berg", "", "", "Lost", "", "2025-02-01", ""), "close_date", "is not a day written month/day/year"),
        (("X", "Una Berg", "", "", "Lost", "", "", ""), "close_date", "A lost one needs the day it closed."),
        (("X", "Una Berg", "", "", "Won", "", "2/1/2025", ""), "close_value", "A won one needs its value."),
        (("X", "Una Berg", "", "", "Lost", "3/1/2025", "2/1/2025", ""), "close_date", "before it was opened"),
        (("X", "Una Berg", "", "", "Won", "", "3/5/2026", "9"), "close_date", "2026-03-05 has not come yet"),
        (("X", "Una Berg", "", "", "Engaging", "3/5/2026", "", ""), "engage_date", "has not come yet"),
        (("X", "Una Berg", "", "", "Engaging", "01/01/0001", "", ""), "engage_date", "0001-01-01 cannot be meant"),
        (("X", "Una Berg", "", "", "Won", "", "12/31/1899", "9"), "close_date", "1899-12-31 cannot be meant"),
        (("X", "Una Berg", "", "", "Won", "", "3/1/2026", "9" * 14), "close_value", "is too large to keep"),
        (("X", "Una Berg", "", "", "Won", "", "3/1/2026", "-9"), "close_value", "is below zero"),
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


def test_text_from_right_to_left_is_kept(tmp_path: Path) -> None:
    accounts(tmp_path, ("شركة النور", "تجارة", "", "", "", "ישראל", ""))

    take(tmp_path / "accounts.csv")

    account = Account.objects.get(external_source="crm")
    assert (account.name, account.industry, account.country) == ("شركة النور", "تجارة", "ישראל")
