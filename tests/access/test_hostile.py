"""Texts that break things, in every place that takes text: taken, or refused in words, never a failure of ours."""

import json
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.access.asking import CAST, Doors, undone
from tests.access.hostile import form_of, with_text
from tests.access.rows import AREAS
from tests.access.scene import Names

pytestmark = pytest.mark.django_db
# What PostgreSQL cannot keep, what UTF-8 cannot, what no column is long enough for: each in every place.
WORST = {"a NUL": "a\0b", "half a character": "a\ud800b", "a long text": "x" * 60_000}
# What a type, a rule or a page may choke on: each place has the next one in turn, at night all of them.
OTHERS = {
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the first moment": "0001-01-01T00:00:00+14:00",
    "the last moment": "9999-12-31T23:59:59-12:00",
    "no time of day": "25:99",
    "more digits than an id": "9" * 40,
    "the largest bigint": "9223372036854775807",
    "beyond an integer": "2147483648",
    "below zero": "-1",
    "no number": "NaN",
    "beyond a float": "1e400",
    "digits of another script": "\u0661\u0662",
    "an override": "\u202eevil\u202c",
    "of no character": "\uffff",
    "nothing that shows": "\u200b\u2060",
    "markup": "<script>alert(1)</script>",
    "a pattern": "%_\\*(",
    "JSON": '{"$ne": null}',
}
Kind = tuple[str, str]
AT_NIGHT = 20


def failures(
    names: Names, doors: Doors, area: str, kinds: Callable[[], Iterator[Kind]]
) -> tuple[list[str], int]:
    """The answers of an area that are failures of ours, with how many were asked for; `kinds` are those of a row."""
    failed: list[str] = []
    asked = 0
    for row in AREAS[area]:
        client = doors.of(next(key for key in CAST if key in row.allowed), row)
        form = form_of(row) if row.method == "POST" and not row.api else None
        shown = client.ask(form, names).content.decode() if form else ""
        for what, text in kinds():
            for request in with_text(row, shown, text, names):
                with undone():
                    client.come_back()
                    status = request.send(client, names)
                asked += 1
                if status >= 500:
                    failed.append(f"{row.name} answers {status} to {what} in {request.place}")
    return failed, asked


@pytest.mark.parametrize("area", AREAS)
def test_no_text_in_any_place_is_a_failure_of_ours(names: Names, doors: Doors, area: str) -> None:
    # Areas begin apart, so that the first routes of each do not all have the same one.
    in_turn = islice(cycle(OTHERS.items()), 2 * list(AREAS).index(area), None)
    failed, asked = failures(names, doors, area, lambda: iter([*WORST.items(), next(in_turn)]))
    assert not failed, pytest.fail("\n".join(failed))
    assert asked > len(AREAS[area])


@pytest.mark.nightly
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("area", AREAS)
def test_no_other_text_is_either(names: Names, doors: Doors, area: str, shared_data: Path) -> None:
    """All kinds in every place, and the collection of naughty strings, so many of them for each route in turn."""
    naughty = json.loads((shared_data / "hostile" / "naughty-strings" / "blns.json").read_text())
    in_turn = cycle([(f"naughty string {number}", text) for number, text in enumerate(naughty)])
    failed, asked = failures(
        names, doors, area, lambda: iter([*WORST.items(), *OTHERS.items(), *islice(in_turn, AT_NIGHT)])
    )
    assert not failed, pytest.fail("\n".join(failed))
    assert asked > AT_NIGHT * len(AREAS[area])
