"""Strings that break things, on a sale: shown as the text that they are, or refused in words.

That no field of any form or operation fails is tried by tests/access/test_hostile.py.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from markupsafe import escape

from dugout.selling.models import Opportunity
from tests.web.selling.scene import gate_of

pytestmark = pytest.mark.django_db
# How many text fields the forms of one sale have; so many strings go into one sale.
FIELDS = 13
OURS = ["\0", "x" * 10_000, "a\nb", "\u202egnp.exe", "<p>&amp;</p>"]


def forms(strings: Iterator[str], need: int) -> list[tuple[str, dict[str, str]]]:
    """Each form of a sale that takes text, with the next string in each of its text fields."""
    more = lambda: next(strings, "")  # noqa: E731
    return [
        ("edit", {"name": more(), "next_step": more(), "currency": "EUR", "came_by": "referral"}),
        (
            "confirmations/new",
            {"kind": "price_known", "day": "2026-03-04", "new_name": more(), "note": more()},
        ),
        ("concerns/new", {"text": more(), "answer": more(), "proof": more()}),
        ("objections/new", {"text": more(), "answer": more()}),
        ("matches/new", {"new_need": more(), "reaction": more()}),
        (f"gates/{need}", {f"g{need}-text": more()}),
        ("lose", {"reason": more(), "day": "2026-03-04"}),
    ]


def test_every_hostile_string_is_text_on_the_page_or_refused_in_words(
    page: Callable[[str], Client], sale: Callable[..., Opportunity], shared_data: Path
) -> None:
    path = shared_data / "hostile" / "naughty-strings" / "blns.json"
    strings = json.loads(path.read_text(encoding="utf-8")) + OURS
    client, shown = page("seller"), 0
    for start in range(0, len(strings), FIELDS):
        some, row = strings[start : start + FIELDS], sale("seller", f"Client {start}")
        for small, sent in forms(iter(some), gate_of(row, "need_exists")):
            seen = Opportunity.objects.values_list("version", flat=True).get(id=row.id)
            answer = client.post(f"/opportunities/{row.id}/{small}", {**sent, "seen": seen})
            assert answer.status_code in (302, 422), (small, sent)
        html = client.get(f"/opportunities/{row.id}").content.decode().split("<main", 1)[1]
        marked_up = [one for one in some if "<" in one and one.strip() in html]
        assert marked_up == []
        shown += sum(str(escape(one.strip())) in html for one in some)
    assert shown > len(strings) // 2


@pytest.mark.parametrize(
    "wrong", ["1e9", "NaN", "∞", "١٢٣", "1,23.4", "0x10", "-1", "9" * 40, "<b>", "\0", "31/02", "２０"]
)
def test_hostile_amounts_days_and_numbers_are_refused_in_words(
    page: Callable[[str], Client], sale: Callable[..., Opportunity], wrong: str
) -> None:
    row = sale("seller")
    for small, fields in (
        ("lines/new", ("quantity", "unit_price", "discount_bp", "term_months")),
        ("edit", ("amount_typed", "budget", "expected_close")),
        ("next-step", ("next_step_on",)),
    ):
        for field in fields:
            sent = {"product": "1", "name": "x", "next_step": "x", "currency": "EUR", "seen": row.version}
            answer = page("seller").post(f"/opportunities/{row.id}/{small}", {**sent, field: wrong})
            assert answer.status_code == 422, (small, field)
