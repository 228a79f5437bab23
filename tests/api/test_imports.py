"""Imports as the API shows them: what was read, what became of it, what was wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.exchange.taking import AT, SALES, small_set, take

pytestmark = pytest.mark.django_db


def test_an_import_is_shown_with_files_counts_and_times(
    tmp_path: Path, caller: Callable[..., Client]
) -> None:
    report = take(small_set(tmp_path))

    (shown,) = caller("outsider").get("/api/v1/imports").json()["items"]

    assert (shown["id"], shown["source"], shown["started_by"]) == (str(report.run_id), "crm", None)
    assert (shown["started_at"], shown["ended_at"]) == ("2026-03-04T09:00:00Z", "2026-03-04T09:00:00Z")
    assert [(file["name"], file["kind"]) for file in shown["files"]] == [
        ("products.csv", "products"), ("sales_teams.csv", "teams"), ("accounts.csv", "accounts"),
        ("sales_pipeline.csv", "opportunities"),
    ]  # fmt: skip
    assert all(len(file["sha256"]) == 64 and file["size"] > 10 for file in shown["files"])
    assert shown["counts"]["accounts"] == {"created": 3, "mended": 2}
    one = caller("seller").get(f"/api/v1/imports/{report.run_id}").json()
    assert one == shown


def test_its_problems_come_in_the_order_in_which_they_were_found(
    tmp_path: Path, caller: Callable[..., Client]
) -> None:
    bad = ("S9", "Nobody", "", "", "Engaging", "", "", "")
    report = take(small_set(tmp_path, [*SALES, bad]))
    client = caller("seller")

    first = client.get(f"/api/v1/imports/{report.run_id}/problems?limit=2").json()
    last = client.get(first["next"]).json()

    told = [
        (one["file"], one["line"], one["column"], one["verdict"]) for one in first["items"] + last["items"]
    ]
    assert told == [
        ("accounts.csv", 2, "sector", "mended"), ("accounts.csv", 4, "office_location", "mended"),
        ("sales_pipeline.csv", 6, "sales_agent", "rejected"),
    ]  # fmt: skip
    assert last["next"] is None
    assert last["items"][0]["what"].startswith("There is no person 'Nobody', neither here nor in the files.")


def test_the_newest_import_stands_first(tmp_path: Path, caller: Callable[..., Client]) -> None:
    small_set(tmp_path)
    first, second = take(tmp_path), take(tmp_path, at=AT.replace(hour=10))

    ids = [one["id"] for one in caller("seller").get("/api/v1/imports").json()["items"]]

    assert ids == [str(second.run_id), str(first.run_id)]


def test_an_import_that_is_not_there_is_404(caller: Callable[..., Client]) -> None:
    client = caller("seller")

    assert client.get("/api/v1/imports/999").status_code == 404
    assert client.get("/api/v1/imports/999/problems").status_code == 404
    assert client.get("/api/v1/imports/x").status_code == 404
    assert client.post("/api/v1/imports", {}, content_type="application/json").status_code == 405
