"""The same files again, changed files, and rows that were mended: what changes then, and what does not."""

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.rules.rows import digest_of
from dugout.exchange.terms.rows import ProductRow
from dugout.handoffs.models import Handoff
from dugout.history.models import Entry
from dugout.people.models import Person, Post
from dugout.revenue.models import Paper
from dugout.selling.commands.closing import lose_opportunity
from dugout.selling.commands.products import add_product
from dugout.selling.models import Opportunity, OpportunityLine, Product, StepMove
from dugout.selling.terms import ProductValues
from tests.exchange.contents import contents
from tests.exchange.taking import ACCOUNTS, AT, PIPELINE, PRODUCTS, SALES, TEAMS, small_set, take, write

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=30)


def verdicts(report: Any) -> dict[str, dict[str, int]]:
    return {kind: dict(counts) for kind, counts in report.counts.items()}


def sale(external_id: str) -> Opportunity:
    return Opportunity.objects.get(external_id=external_id)


def test_the_same_files_again_change_nothing_but_the_imports_own_record(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    before = contents()

    report = take(tmp_path, at=LATER)

    assert contents() == before
    assert verdicts(report) == {
        "products": {"unchanged": 2}, "teams": {"unchanged": 3}, "accounts": {"unchanged": 3, "mended": 2},
        "opportunities": {"unchanged": 4},
    }  # fmt: skip
    assert ImportRun.objects.count() == 2


def test_what_people_changed_stays_while_the_file_says_the_same(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    Account.objects.filter(external_id="Nord Fisk").update(industry="fish", phone="+46 8 1")

    take(tmp_path, at=LATER)

    account = Account.objects.get(external_id="Nord Fisk")
    assert (account.industry, account.phone) == ("fish", "+46 8 1")


def test_a_changed_account_is_updated_in_the_fields_that_the_file_knows(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    Account.objects.filter(external_id="Nord Fisk").update(phone="+46 8 1")
    write(
        tmp_path / "accounts.csv", ACCOUNTS,
        [("Nord Fisk", "fish", 1996, "2.5", 2900, "Sweden", ""),
         ("Hav Holding", "food", 1950, "1100.04", 90000, "Norway", ""),
         ("Fjord Is", "food", 2001, "0.25", 12, "Philipines", "Nord Fisk")],
    )  # fmt: skip

    report = take(tmp_path, at=LATER)

    account = Account.objects.get(external_id="Nord Fisk")
    assert verdicts(report)["accounts"] == {"updated": 1, "unchanged": 2, "mended": 1}
    assert (account.industry, account.annual_revenue, account.employees, account.parent_id, account.phone) == (
        "fish", 250_000_000, 2900, None, "+46 8 1",
    )  # fmt: skip
    entry = Entry.objects.get(account=account, kind="account_changed")
    assert entry.before is not None
    assert entry.after == {
        "industry": "fish",
        "annual_revenue": 250_000_000,
        "employees": 2900,
        "parent_id": None,
    }
    assert entry.before["industry"] == "technology"


def test_a_sale_that_was_won_meanwhile_becomes_an_order_and_its_account_a_client(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    won = ("S4", "Eva Lind", "Blast tunnel", "Fjord Is", "Won", "3/1/2026", "3/20/2026", "4700")
    write(tmp_path / "sales_pipeline.csv", PIPELINE, [*SALES[:3], won])

    report = take(tmp_path, at=LATER)

    assert verdicts(report)["opportunities"] == {"updated": 1, "unchanged": 3}
    row = sale("S4")
    assert (row.outcome, row.amount, row.step.number, row.version) == ("won", 470_000, 7, 2)
    assert row.settled_at is not None
    assert OpportunityLine.objects.get(opportunity=row).unit_price == 470_000
    assert [(move.from_step and move.from_step.number, move.to_step.number) for move in
            StepMove.objects.filter(opportunity=row)] == [(1, 7)]  # fmt: skip
    paper = Paper.objects.get(opportunity=row)
    assert (paper.kind, paper.value, paper.signed_on) == ("order", 470_000, dt.date(2026, 3, 20))
    account = Account.objects.get(external_id="Fjord Is")
    assert (account.stage, account.figures.client_since, account.figures.open_opportunities) == (
        "client", dt.date(2026, 3, 20), 0,
    )  # fmt: skip
    assert not Handoff.objects.exists()
    kinds = set(
        Entry.objects.filter(subject_kind="opportunity", subject_id=row.id).values_list("kind", flat=True)
    )
    assert kinds == {"opportunity_added", "opportunity_changed", "opportunity_won"}


def test_a_corrected_value_of_a_won_sale_is_taken_by_sale_line_and_order(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    corrected = (*SALES[0][:2], "Blast tunnel", *SALES[0][3:6], "10/1/2025", "1100")
    write(tmp_path / "sales_pipeline.csv", PIPELINE, [corrected, *SALES[1:]])

    take(tmp_path, at=LATER)

    row, paper = sale("S1"), Paper.objects.get(opportunity__external_id="S1")
    line, paper_line = OpportunityLine.objects.get(opportunity=row), paper.lines.get()
    assert (row.amount, row.closed_on) == (110_000, dt.date(2025, 10, 1))
    assert (paper.value, paper.signed_on) == (110_000, dt.date(2025, 10, 1))
    assert (line.product.name, line.unit_price) == ("Blast tunnel", 110_000)
    assert (paper_line.product.name, paper_line.unit_price) == ("Blast tunnel", 110_000)
    assert Entry.objects.filter(kind="paper_corrected", subject_id=paper.id).count() == 1


def test_what_people_closed_is_not_changed_by_a_file(
    tmp_path: Path, author: Callable[[str], Any], at: dt.datetime
) -> None:
    small_set(tmp_path)
    take(tmp_path)
    row = sale("S4")
    lose_opportunity(opportunity_id=row.id, reason="Too dear", day=AT.date(), by=author("seller"), at=at)
    won = ("S4", "Eva Lind", "Blast tunnel", "Fjord Is", "Won", "3/1/2026", "3/20/2026", "4700")
    write(tmp_path / "sales_pipeline.csv", PIPELINE, [*SALES[:3], won])

    report = take(tmp_path, at=LATER)

    assert verdicts(report)["opportunities"] == {"rejected": 1, "unchanged": 3}
    assert (sale("S4").outcome, sale("S4").lost_reason) == ("lost", "Too dear")
    assert not Paper.objects.filter(opportunity=row).exists()
    problem = ImportProblem.objects.get(run_id=report.run_id, verdict="rejected")
    assert (problem.line, problem.column) == (5, "deal_stage")
    assert "It is lost here since 2026-03-04" in problem.what


def test_a_file_moves_a_sale_on_and_never_back_behind_where_people_brought_it(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    row = sale("S3")
    row.step = row.process.steps.get(number=5)
    row.save()
    write(
        tmp_path / "sales_pipeline.csv", PIPELINE, [*SALES[:2], (*SALES[2][:5], "3/1/2026", "", ""), SALES[3]]
    )

    take(tmp_path, at=LATER)

    assert (sale("S3").step.number, sale("S3").opened_on) == (5, dt.date(2026, 3, 1))


def test_another_manager_and_office_hold_from_the_day_of_the_import(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    write(
        tmp_path / "sales_teams.csv", TEAMS,
        [("Una Berg", "Olle Dahl", "North"), ("Per Holm", "Una Berg", "East"), ("Eva Lind", "Una Berg", "North")],
    )  # fmt: skip

    take(tmp_path, at=LATER)

    posts = Post.objects.filter(person__name="Per Holm").order_by("during")
    assert [(post.reports_to and post.reports_to.name, post.location and post.location.name, post.during.lower)
            for post in posts] == [
        ("Olle Dahl", "South", dt.date(1950, 1, 1)), ("Una Berg", "East", LATER.date()),
    ]  # fmt: skip


def test_who_was_known_by_name_only_is_completed_by_their_row(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    write(tmp_path / "sales_teams.csv", TEAMS, [("Olle Dahl", "Ina Sund", "West")])

    take(tmp_path, at=LATER)

    (post,) = Post.objects.filter(person__name="Olle Dahl")
    assert post.reports_to is not None
    assert post.location is not None
    assert (post.reports_to.name, post.location.name, post.during.lower) == (
        "Ina Sund", "West", dt.date(1950, 1, 1),
    )  # fmt: skip
    assert Person.objects.filter(name="Olle Dahl").count() == 1


def test_a_product_of_the_same_name_is_that_product(
    tmp_path: Path, author: Callable[[str], Any], at: dt.datetime
) -> None:
    values = ProductValues(name="Freezer farm", price=100, currency="USD", unit="rack")
    mine = add_product(values=values, by=author("admin"), at=at)
    small_set(tmp_path)

    take(tmp_path)

    mine.refresh_from_db()
    assert (mine.external_source, mine.external_id, mine.price, mine.unit) == (
        "crm",
        "Freezer farm",
        55_000,
        "rack",
    )
    assert OpportunityLine.objects.filter(product=mine).count() == 2
    assert Product.objects.count() == 2


def test_rejected_rows_stand_in_a_file_that_is_mended_and_imported(tmp_path: Path) -> None:
    small_set(
        tmp_path,
        [
            SALES[0],
            ("S2", "Nobody", "Blast tunnel", "Hav Holding", "Lost", "2/1/2025", "31/2/2025", "0"),
            ("S3", "Eva Lind", "Freezer farm", "", "Engaged", "2/28/2026", "", ""),
            ("S5", "Eva Lind"),
        ],
    )

    report = take(tmp_path)

    assert verdicts(report)["opportunities"] == {"created": 1, "rejected": 3}
    (written,) = map(Path, report.problem_files)
    assert written == tmp_path / "sales_pipeline.problems.csv"
    rows = list(csv.reader(written.open(newline="")))
    assert rows[0] == ["import_line", "import_problem", *PIPELINE]
    assert [row[0] for row in rows[1:]] == ["3", "4", "5"]
    assert rows[1][1] == "close_date: '31/2/2025' is not a day of the calendar."
    assert "The mapping knows no stage 'Engaged'" in rows[2][1]
    assert rows[3][1] == "The line has 2 cells, the header 8."

    mended = [SALES[1], SALES[2], SALES[3]]
    write(written, rows[0], [(*row[:2], *values) for row, values in zip(rows[1:], mended, strict=True)])
    again = take(written, at=LATER)

    assert verdicts(again)["opportunities"] == {"created": 3}
    assert again.problem_files == ()
    assert Opportunity.objects.filter(external_source="crm").count() == 4


def test_an_id_that_comes_twice_is_rejected_with_the_line_of_the_first(tmp_path: Path) -> None:
    small_set(tmp_path, [*SALES, (*SALES[0][:7], "9999")])

    report = take(tmp_path)

    problem = ImportProblem.objects.get(run_id=report.run_id, verdict="rejected")
    assert (problem.line, problem.column, problem.what) == (
        6,
        "opportunity_id",
        "The id 'S1' stands on line 2 already.",
    )
    assert sale("S1").amount == 105_400


def test_a_digest_tells_every_value_apart() -> None:
    row = ProductRow("a", "b", "", 1)

    assert digest_of(row) == digest_of(ProductRow("a", "b", "", 1))
    assert len({digest_of(one) for one in (row, row._replace(price=None), row._replace(name="b'"))}) == 3


def test_files_come_in_any_number_and_refer_to_what_is_here_already(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path / "products.csv", tmp_path / "sales_teams.csv", tmp_path / "accounts.csv")

    report = take(tmp_path / "sales_pipeline.csv", at=LATER)

    assert report.absent == ("products.csv", "sales_teams.csv", "accounts.csv")
    assert verdicts(report) == {"opportunities": {"created": 4}}
    write(tmp_path / "products.csv", PRODUCTS, [])
    assert verdicts(take(tmp_path / "products.csv", at=LATER)) == {}
