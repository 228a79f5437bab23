"""A condition from a package above brings its facts and its form: no file of selling knows of it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from dugout.gates.rules import met, unmet
from dugout.gates.terms import CONDITIONS, Ask, Checked, Condition, Facts, Part
from dugout.selling.commands.supplying import Desk
from dugout.selling.models import Gate, Opportunity
from tests.selling.scene import Sale, a_sale
from tests.selling.scene import unmet as open_gates

pytestmark = pytest.mark.django_db
CAME_BY: Facts[str] = Facts(key="came_by", none="", column=lambda: F("came_by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CameByGiven:
    came_by: str


def came_by_known(came_by: str, *, wanted: str) -> Checked:
    return met(f"It came by {came_by}.") if came_by == wanted else unmet("Nobody knows how it came.")


def write(desk: Desk, given: CameByGiven) -> None:
    Opportunity.objects.filter(id=desk.sale.id).update(came_by=given.came_by)


def parts(_: Any) -> list[Part]:
    return [Part(values=CameByGiven, asks={"came_by": Ask("How it came to us")}, write=write)]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, sale: Sale) -> Gate:
    known = Condition(
        key="came_by_known", of="opportunity", reads=(CAME_BY,), check=came_by_known, form=parts
    )
    monkeypatch.setitem(CONDITIONS._values, known.key, known)
    return Gate.objects.create(
        step=sale.row.step,
        order=9,
        condition=known.key,
        sentence="We know how it came",
        settings={"wanted": "tip"},
    )


@pytest.fixture
def sale(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Sale:
    return a_sale(person("seller"), author("seller"), at)


def test_its_gate_is_read_shown_filled_in_and_met(
    gate: Gate, sale: Sale, page: Callable[[str], Client]
) -> None:
    path = f"/opportunities/{sale.row.id}/gates/{gate.id}"
    assert "came_by_known" in open_gates(sale, 1)
    html = page("seller").get(path).content.decode()
    assert "How it came to us" in html
    assert f'name="g{gate.id}-came_by"' in html
    assert page("seller").post(path, {f"g{gate.id}-came_by": "tip"}).status_code == 302
    assert "came_by_known" not in open_gates(sale, 1)
    assert "It came by tip." in page("seller").get(f"/opportunities/{sale.row.id}").content.decode()
