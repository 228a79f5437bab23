"""Texts that break things, in every place that takes text: taken, or refused in words, never a failure of ours."""

import pytest

from tests.access.asking import CAST, Doors, undone
from tests.access.hostile import form_of, with_text
from tests.access.rows import AREAS
from tests.access.scene import Names

pytestmark = pytest.mark.django_db
# What PostgreSQL cannot keep, what UTF-8 cannot, what no column is long enough for.
HOSTILE = {"a NUL": "a\0b", "half a character": "a\ud800b", "a long text": "x" * 60_000}


@pytest.mark.parametrize("area", AREAS)
def test_no_text_in_any_place_is_a_failure_of_ours(names: Names, doors: Doors, area: str) -> None:
    failed: list[str] = []
    asked = 0
    for row in AREAS[area]:
        client = doors.of(next(key for key in CAST if key in row.allowed), row)
        form = form_of(row) if row.method == "POST" and not row.api else None
        shown = client.ask(form, names).content.decode() if form else ""
        for what, text in HOSTILE.items():
            for request in with_text(row, shown, text, names):
                with undone():
                    client.come_back()
                    status = request.send(client, names)
                asked += 1
                if status >= 500:
                    failed.append(f"{row.name} answers {status} to {what} in {request.place}")
    assert not failed, pytest.fail("\n".join(failed))
    assert asked > len(AREAS[area])
