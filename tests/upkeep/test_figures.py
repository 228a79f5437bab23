"""The kept figures of accounts are compared with what they are kept of, and a false one is found."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dugout.accounts.models import AccountFigures, Contact
from dugout.accounts.queries.figures import values_of
from dugout.accounts.terms.figures import FIGURES, every_figure
from dugout.cli.main import app
from dugout.history.terms import Author, Direction
from dugout.timeline.commands.logging import log_entry, withdraw_entry
from dugout.timeline.terms import LoggedEntry
from dugout.upkeep.queries.figures import SECOND_OPINIONS, false_figures
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


def wrong(at: dt.datetime) -> dict[str, tuple[int, ...]]:
    return {found.what: found.account_ids for found in false_figures(at=at)}


def falsify(column: str, account_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"update dugout_accountfigures set {column} = {FALSIFIED[column]} where account_id = %s",
            [account_id],
        )


def test_every_column_that_is_kept_is_compared() -> None:
    # The next step is worked out by the database itself.
    kept = {field.column for field in AccountFigures._meta.fields} - {"account_id", "next_step_on"}
    assert set(FALSIFIED) == set(FIGURES.keys()) == kept


def test_what_the_verbs_keep_is_true(told: dict[str, int], at: dt.datetime) -> None:
    assert wrong(at) == {}


@pytest.mark.parametrize("column", FALSIFIED)
def test_a_figure_that_was_falsified_is_found(column: str, told: dict[str, int], at: dt.datetime) -> None:
    falsify(column, told["busy"])
    falsify(column, told["quiet"])
    words = column.replace("_", " ")
    both = tuple(sorted(told.values()))
    expected = {words: both}
    if column in ("arr", "client_since", "currency", "renewal_on"):
        expected = {words: (told["quiet"],), BY_PAPERS: (told["busy"],)}
    assert wrong(at) == expected


@pytest.mark.parametrize("column", [column for columns in SECOND_OPINIONS for column in columns])
def test_a_second_opinion_finds_what_the_figure_itself_takes_for_true(
    column: str, told: dict[str, int], at: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    falsify(column, told["quiet"])
    monkeypatch.setattr("dugout.upkeep.queries.figures.every_figure", list)
    assert wrong(at) == {column.replace("_", " "): (told["quiet"],)}


def test_a_figure_says_the_same_of_one_account_and_of_many(told: dict[str, int], at: dt.datetime) -> None:
    for figure in every_figure():
        many = values_of(figure, list(told.values()), at)
        one_by_one = {
            key: value for one in told.values() for key, value in values_of(figure, (one,), at).items()
        }
        assert {key: tuple(of) for key, of in many.items()} == {
            key: tuple(of) for key, of in one_by_one.items()
        }


LOGGED = st.lists(
    st.tuples(
        st.sampled_from(["call", "email", "meeting", "ticket"]), st.sampled_from(list(Direction)),
        st.integers(0, 40), st.sampled_from([(), (0,), (1,), (0, 1)]),
        st.sampled_from(["seller", "other_seller"]), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(logged=LOGGED)
def test_both_say_the_same_of_conversations_whatever_is_logged(
    logged: list[Any], told: dict[str, int], author: Callable[[str], Author], at: dt.datetime
) -> None:
    with transaction.atomic():
        account_id = told["quiet"]
        contacts = [
            Contact.objects.create(account_id=account_id, family_name=name, made_at=at).id for name in "AB"
        ]
        for kind, direction, day, named, who, withdrawn in logged:
            by = author(who)
            entry = LoggedEntry(
                account_id=account_id, kind=kind, text="Said.", happened_at=at - dt.timedelta(days=day),
                direction=direction, contacts=tuple(contacts[one] for one in named), people=(by.person_id or 0,),
            )  # fmt: skip
            row = log_entry(entry=entry, by=by, at=at)
            if withdrawn:
                withdraw_entry(entry=row, by=by, at=at)
        assert wrong(at) == {}
        transaction.set_rollback(True)


def test_it_takes_as_many_statements_as_it_says(
    told: dict[str, int], at: dt.datetime, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(24):
        false_figures(at=at)


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
        one.startswith(f"This figure differs from its source: open signals of account {busy}. ")
        for one in said
    )
    assert found.exit_code == 1
