"""What came out otherwise than it should, corrected: a run that was cut off, and a mapping's currency and zone."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem, ImportRun
from dugout.exchange.queries.mappings import SHIPPED
from dugout.history.models import Entry
from dugout.revenue.models import Paper
from dugout.selling.models import Opportunity, Product
from tests.exchange.taking import AT, SALES, small_set, take

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=30)


def verdicts(report: Any) -> dict[str, dict[str, int]]:
    return {kind: dict(counts) for kind, counts in report.counts.items()}


def sale(external_id: str) -> Opportunity:
    return Opportunity.objects.get(external_id=external_id)


def test_a_run_that_was_cut_off_is_not_gone_on_with_after_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would leave out the lines that it had done, which hold what the later run made of them."""
    small_set(tmp_path)
    with monkeypatch.context() as cut:
        cut.setattr("dugout.exchange.commands.importing.keep_figures", killed)
        with pytest.raises(KeyboardInterrupt):
            take(tmp_path)
    assert ImportRun.objects.get().ended_at is None
    small_set(tmp_path, [(*SALES[0][:7], "1100"), *SALES[1:]])
    take(tmp_path, at=LATER)
    assert sale("S1").amount == 110_000
    small_set(tmp_path)

    report = take(tmp_path, at=LATER)

    assert not report.resumed
    assert sale("S1").amount == 105_400
    assert verdicts(report)["opportunities"] == {"updated": 1, "unchanged": 3}


def killed(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_a_corrected_currency_is_taken_by_product_account_sale_and_order(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)

    report = take(tmp_path, mapping=corrected(tmp_path, 'currency = "USD"', 'currency = "JPY"'), at=LATER)

    assert verdicts(report) == {
        "products": {"updated": 1, "rejected": 1}, "teams": {"unchanged": 3},
        "accounts": {"updated": 3, "mended": 2}, "opportunities": {"updated": 4},
    }  # fmt: skip
    problem = ImportProblem.objects.get(run_id=report.run_id, verdict="rejected")
    assert (problem.line, problem.column) == (3, "sales_price"), "4821.50 are no yen"
    assert Product.objects.get(name="Freezer farm").currency == "JPY"
    assert set(Account.objects.filter(external_source="crm").values_list("currency", flat=True)) == {"JPY"}
    row, paper = sale("S1"), Paper.objects.get(opportunity__external_id="S1")
    assert (row.currency, row.amount, paper.currency, paper.value) == ("JPY", 1054, "JPY", 1054)
    entry = Entry.objects.get(kind="opportunity_changed", subject_id=row.id)
    assert entry.before is not None
    assert (entry.before["currency"], entry.before["amount"]) == ("USD", 105_400)
    assert verdicts(take(tmp_path, at=LATER))["opportunities"] == {"updated": 4}, "and back"


def test_a_corrected_zone_is_taken_by_sales_and_not_mistaken_for_what_people_closed(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    won, still_open = sale("S1"), sale("S3")
    zone = 'zone = "America/New_York"'
    assert won.settled_at == won.step_since

    report = take(tmp_path, mapping=corrected(tmp_path, zone, 'zone = "Asia/Tokyo"'), at=LATER)

    assert verdicts(report) == {
        "products": {"unchanged": 2}, "teams": {"unchanged": 3}, "accounts": {"unchanged": 3, "mended": 2},
        "opportunities": {"updated": 3, "unchanged": 1},
    }  # fmt: skip
    for before in (won, still_open):
        after = sale(before.external_id)
        assert after.step_since < before.step_since, "a day begins earlier in Tokyo"
        assert (after.closed_on, after.version) == (before.closed_on, 2)
    assert sale("S1").settled_at == sale("S1").step_since
    assert verdicts(take(tmp_path, at=LATER))["opportunities"] == {"updated": 3, "unchanged": 1}, "and back"


def corrected(folder: Path, before: str, after: str) -> str:
    """The shipped mapping with one line of it written otherwise."""
    text = (SHIPPED / "crm.toml").read_text(encoding="utf-8")
    assert before in text
    (path := folder / "corrected.toml").write_text(text.replace(before, after), encoding="utf-8")
    return str(path)


def test_a_price_confirmed_in_the_currency_of_before_is_to_be_confirmed_again(tmp_path: Path) -> None:
    small_set(tmp_path)
    take(tmp_path)
    open_one = sale("S3")
    assert open_one.offer_changed_at is None

    take(tmp_path, mapping=corrected(tmp_path, 'currency = "USD"', 'currency = "JPY"'), at=LATER)

    assert (sale("S3").currency, sale("S3").offer_changed_at) == ("JPY", LATER)
