"""One line of an offer at a time: the others stay as they are, the amount follows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.selling.commands import evidence, lines
from dugout.selling.models import NeedMatch, Opportunity, OpportunityLine, Product
from dugout.selling.terms import LineValues
from dugout.values.refused import Missing, Refused, Stale
from tests.selling.scene import Sale, a_sale, meet_gates_to_commitment, with_lines
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("seller")


@pytest.fixture
def sale(person: Callable[[str], Any], by: Any, at: dt.datetime) -> Sale:
    made = a_sale(person("seller"), by, at)
    with_lines(made, by, at)
    return made


def offer(sale: Sale) -> list[tuple[str, int, int | None]]:
    rows = OpportunityLine.objects.filter(opportunity=sale.row).order_by("id")
    return list(rows.values_list("product__name", "quantity", "unit_price"))


def test_a_line_is_added_beside_the_others(sale: Sale, by: Any, at: dt.datetime) -> None:
    probe = Product.objects.create(name="Probe", price=12_50)
    line = LineValues(product_id=probe.id, quantity=4, unit_price=12_50, discount_bp=1_000)
    made = lines.add_line(opportunity_id=sale.row.id, line=line, seen=sale.row.version, by=by, at=at)
    sale.row.refresh_from_db()
    assert made.product == probe
    assert offer(sale) == [("Cold room", 6, 10_000), ("Installation", 1, 50_000), ("Probe", 4, 12_50)]
    assert sale.row.amount == 6 * 10_000 * 12 + 50_000 + 45_00


def test_a_changed_line_keeps_its_need_matches_and_another_product_loses_them(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    meet_gates_to_commitment(sale, by, at)
    line = OpportunityLine.objects.filter(opportunity=sale.row).earliest("id")
    about: dict[str, Any] = {
        "opportunity_id": sale.row.id,
        "line_id": line.id,
        "seen": None,
        "by": by,
        "at": at,
    }
    dearer = LineValues(product_id=line.product_id, quantity=7, unit_price=11_000, term_months=36)
    assert lines.change_line(line=dearer, **about).id == line.id
    assert NeedMatch.objects.filter(line=line).count() == 1
    probe = Product.objects.create(name="Probe", price=12_50)
    lines.change_line(line=LineValues(product_id=probe.id, quantity=1, unit_price=12_50), **about)
    assert [name for name, _, _ in offer(sale)] == ["Installation", "Probe"]
    assert not NeedMatch.objects.exists()


def test_a_removed_line_takes_its_need_matches_along(sale: Sale, by: Any, at: dt.datetime) -> None:
    meet_gates_to_commitment(sale, by, at)
    line = OpportunityLine.objects.filter(opportunity=sale.row).earliest("id")
    lines.remove_line(opportunity_id=sale.row.id, line_id=line.id, seen=None, by=by, at=at)
    assert offer(sale) == [("Installation", 1, 50_000)]
    assert not NeedMatch.objects.exists()


def test_problems_name_the_fields_of_the_one_line(sale: Sale, by: Any, at: dt.datetime) -> None:
    room = Product.objects.get(name="Cold room")
    wrong = LineValues(product_id=room.id, quantity=0, unit_price=-1, discount_bp=20_000)
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        lines.add_line(opportunity_id=sale.row.id, line=wrong, seen=None, by=by, at=at)
    assert {problem.field for problem in refused.value.problems} == {
        "quantity", "unit_price", "discount_bp", "term_months",
    }  # fmt: skip
    assert digest_of_database() == before


def test_a_line_that_waits_for_its_price_does_not_stand_in_the_way_of_another(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    OpportunityLine.objects.filter(opportunity=sale.row).update(unit_price=None)
    probe = Product.objects.create(name="Probe", price=12_50)
    line = LineValues(product_id=probe.id, quantity=1, unit_price=12_50)
    lines.add_line(opportunity_id=sale.row.id, line=line, seen=None, by=by, at=at)
    assert [price for _, _, price in offer(sale)] == [None, None, 12_50]
    assert Opportunity.objects.get(id=sale.row.id).amount is None


def test_a_stale_or_unknown_line_is_refused(sale: Sale, by: Any, at: dt.datetime) -> None:
    probe = Product.objects.create(name="Probe", price=12_50)
    line = LineValues(product_id=probe.id, quantity=1, unit_price=12_50)
    evidence.add_concern(opportunity_id=sale.row.id, text="Small", by=by, at=at)
    before = digest_of_database()
    with pytest.raises(Stale):
        lines.add_line(opportunity_id=sale.row.id, line=line, seen=1, by=by, at=at)
    with pytest.raises(Missing):
        lines.change_line(opportunity_id=sale.row.id, line_id=999_999, line=line, seen=None, by=by, at=at)
    with pytest.raises(Missing):
        lines.remove_line(opportunity_id=sale.row.id, line_id=999_999, seen=None, by=by, at=at)
    assert digest_of_database() == before
