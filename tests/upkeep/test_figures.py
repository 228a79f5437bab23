"""The kept figures of accounts are compared with what they are kept of, and a false one is found."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

from dugout.accounts.models import AccountFigures
from dugout.cli.main import app
from dugout.upkeep.queries.figures import false_figures
from dugout.upkeep.terms import BY_PAPERS

pytestmark = pytest.mark.django_db

FALSIFIED = {
    "arr": "arr + 1",
    "client_since": "'2001-01-01'",
    "currency": "'SEK'",
    "renewal_on": "'2001-01-01'",
    "open_opportunities": "open_opportunities + 1",
    "open_amount": "open_amount + 1",
    "step": "7",
    "sale_step_on": "'2001-01-01'",
    "open_signals": "open_signals + 1",
    "worst_signal": "4",
    "last_contact_at": "'2001-01-01'",
    "last_proper_at": "'2001-01-01'",
    "logged_step_on": "'2001-01-01'",
    "handoff_open": "not handoff_open",
    "managed_since": "'2001-01-01'",
    "renewed": "not renewed",
    "grown": "not grown",
}


def wrong(day: dt.date) -> dict[str, tuple[int, ...]]:
    return {found.what: found.account_ids for found in false_figures(day=day)}


def falsify(column: str, account_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"update dugout_accountfigures set {column} = {FALSIFIED[column]} where account_id = %s",
            [account_id],
        )


def test_every_column_that_is_kept_is_compared() -> None:
    # The next step is worked out by the database itself.
    kept = {field.column for field in AccountFigures._meta.fields} - {"account_id", "next_step_on"}
    assert set(FALSIFIED) == kept


def test_what_the_verbs_keep_is_true(told: dict[str, int], at: dt.datetime) -> None:
    assert wrong(at.date()) == {}


@pytest.mark.parametrize("column", FALSIFIED)
def test_a_figure_that_was_falsified_is_found(column: str, told: dict[str, int], at: dt.datetime) -> None:
    falsify(column, told["busy"])
    falsify(column, told["quiet"])
    words = column.replace("_", " ")
    both = tuple(sorted(told.values()))
    expected = {words: both}
    if column in ("arr", "client_since", "currency", "renewal_on"):
        expected = {words: (told["quiet"],), BY_PAPERS: (told["busy"],)}
    assert wrong(at.date()) == expected


def test_it_takes_as_many_statements_as_it_says(
    told: dict[str, int], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(9 + 7):
        false_figures(day=at.date())


def test_doctor_says_which_and_ends_with_1(
    told: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dugout.cli.database.default_data_folder", lambda: tmp_path)

    def doctor(*words: str) -> Any:
        return CliRunner().invoke(app, ["doctor", *words, "--json"])

    busy = told["busy"]
    falsify("open_signals", busy)
    assert doctor().exit_code == 0
    found = doctor("--figures")
    said = [one["what"] for one in json.loads(found.stdout)["findings"] if not one["ok"]]
    assert any(
        one.startswith(f"Kept otherwise than its source says: open signals of account {busy}. ")
        for one in said
    )
    assert found.exit_code == 1
