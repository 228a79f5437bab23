"""The published data set through the shipped mapping: every figure recomputed from the raw files by other code."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem
from dugout.exchange.terms.results import ImportReport
from dugout.people.models import Person

pytestmark = [pytest.mark.usefixtures("taken"), pytest.mark.django_db]

MENDED = {"GTXPro": "GTX Pro"}
Group = dict[str, tuple[int, int]]


def raw(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_every_figure_of_the_set_is_what_the_api_counts(crm: Path, caller: Callable[..., Client]) -> None:
    client = caller("seller")
    expected: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    teams = {row["sales_agent"]: row for row in raw(crm / "sales_teams.csv")}
    for row in raw(crm / "sales_pipeline.csv"):
        outcome = {"Won": "won", "Lost": "lost"}.get(row["deal_stage"], "open")
        month, _, year = row["close_date"].split("/") if row["close_date"] else ("", "", "")
        keys = {
            "agent": row["sales_agent"],
            "manager": teams[row["sales_agent"]]["manager"],
            "office": teams[row["sales_agent"]]["regional_office"],
            "product": MENDED.get(row["product"], row["product"]),
            "quarter": f"{year}-Q{(int(month) + 2) // 3}" if month else "",
        }
        for by, key in keys.items():
            expected[f"by={by}&outcome={outcome}"][key] += Counter(
                count=1, minor=int(row["close_value"] or 0) * 100
            )
        if outcome == "open":
            step = {"Prospecting": "1 Approach", "Engaging": "2 Qualification"}[row["deal_stage"]]
            expected["by=step&outcome=open"][f"Track Selling, {step}"] += Counter(count=1)

    assert len(expected) == 16
    for question, groups in expected.items():
        answer = client.get(f"/api/v1/opportunities/totals?{question}").json()
        found = {one["name"]: (one["count"], one["amount"]["minor"]) for one in answer["items"]}
        assert found == {key: (of["count"], of["minor"]) for key, of in groups.items()}, question
        assert {one["amount"]["currency"] for one in answer["items"]} == {"USD"}


def test_the_set_becomes_people_accounts_products_and_sales_and_no_work(taken: ImportReport) -> None:
    assert {kind: counts["created"] for kind, counts in taken.counts.items()} == {
        "products": 7, "teams": 35, "accounts": 85, "opportunities": 8800,
    }  # fmt: skip
    assert taken.problem_files == ()
    with connection.cursor() as cursor:
        for table in ("handoff", "signal", "notification", "outboxrow", "movement"):
            cursor.execute(f"select count(*) from dugout_{table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("select count(*) from procrastinate_jobs")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select count(*) from dugout_opportunity where outcome <> 'open' and settled_at is null"
            " or outcome = 'lost' and lost_reason <> 'not stated (import)' or outcome = 'open' and amount is not null"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from dugout_opportunity where account_id is null")
        assert cursor.fetchone() == (1425,)
    imported = Person.objects.filter(external_source="crm")
    assert imported.count() == 35 + 6
    assert not imported.exclude(email=None).exists()
    assert not any(person.has_usable_password() for person in imported)
    assert Account.objects.exclude(parent=None).count() == 15


def test_only_what_the_mapping_says_is_mended_and_each_is_told_with_its_line(crm: Path) -> None:
    told = set(ImportProblem.objects.values_list("file", "line", "column", "verdict", "what"))
    wanted = set()
    for file, column, wrong, right in (
        ("sales_pipeline.csv", "product", "GTXPro", "GTX Pro"),
        ("accounts.csv", "sector", "technolgy", "technology"),
        ("accounts.csv", "office_location", "Philipines", "Philippines"),
    ):
        what = f"Read {wrong!r} as {right!r}, as the mapping says."
        wanted |= {
            (file, line, column, "mended", what)
            for line, row in enumerate(raw(crm / file), start=2)
            if row[column] == wrong
        }
    assert told == wanted


def test_every_created_record_has_its_entry_on_the_day_it_tells_of() -> None:
    with connection.cursor() as cursor:
        for table, *kinds in (
            ("opportunity", "opportunity_added", "opportunity_won", "opportunity_lost"),
            ("paper", "paper_confirmed"),
            ("account", "account_added"),
            ("product", "product_added"),
        ):
            cursor.execute(
                "with told as (select subject_id, count(*) as n from dugout_entry where subject_kind = %s"
                " and kind = any(%s) and source = 'import' group by 1)"
                f" select count(*) from dugout_{table} r left join told on told.subject_id = r.id"
                " where r.external_source = 'crm' and told.n is distinct from 1",
                [table, kinds],
            )
            assert cursor.fetchone() == (0,), table
        cursor.execute("select count(*) from dugout_entry where source = 'import' and kind = 'person_added'")
        assert cursor.fetchone() == (41,)
        cursor.execute(
            "select count(*) from dugout_entry e join dugout_opportunity o on o.id = e.subject_id"
            " where e.kind in ('opportunity_won', 'opportunity_lost')"
            " and (e.happened_at at time zone 'America/New_York')::date = o.closed_on"
        )
        assert cursor.fetchone() == (4238 + 2473,)


def test_a_client_is_one_from_its_first_order_and_lapses_a_year_after_its_last(crm: Path) -> None:
    won: defaultdict[str, list[dt.date]] = defaultdict(list)
    for row in raw(crm / "sales_pipeline.csv"):
        if row["deal_stage"] == "Won":
            month, day, year = map(int, row["close_date"].split("/"))
            won[row["account"]].append(dt.date(year, month, day))

    with connection.cursor() as cursor:
        cursor.execute(
            "select a.name, a.stage, f.client_since, array_agg(s.stage || ' ' || s.on_day order by s.on_day, s.id)"
            " from dugout_account a join dugout_accountfigures f on f.account_id = a.id"
            " left join dugout_stagechange s on s.account_id = a.id group by 1, 2, 3"
        )
        found = {name: (stage, since, changes) for name, stage, since, changes in cursor.fetchall()}
    assert len(found) == 85
    for name, (stage, since, changes) in found.items():
        days = sorted(won[name])
        assert max((b - a).days for a, b in pairwise(days)) < 365
        ended = days[-1].replace(year=days[-1].year + 1)
        assert (stage, since, changes) == ("lapsed", days[0], [f"client {days[0]}", f"lapsed {ended}"])
