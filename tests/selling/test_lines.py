"""One line of an offer at a time: the others stay as they are, the amount follows."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dugout.client_document.models import Need
from dugout.selling.commands import lines
from dugout.selling.models import NeedMatch, Opportunity, OpportunityLine, Product
from dugout.selling.terms import LineValues
from dugout.values.refused import Missing, Refused, Stale
from tests.selling.evidence import add_concern, match_need
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


@pytest.fixture
def two_alike(sale: Sale, by: Any, at: dt.datetime) -> tuple[OpportunityLine, OpportunityLine]:
    """Two lines of the same product: 6 rooms, to which a need is matched, and 2 more at another price."""
    meet_gates_to_commitment(sale, by, at)
    first = OpportunityLine.objects.filter(opportunity=sale.row).earliest("id")
    cheaper = LineValues(product_id=first.product_id, quantity=2, unit_price=9_000, term_months=12)
    second = lines.add_line(opportunity_id=sale.row.id, line=cheaper, seen=None, by=by, at=at)
    return first, second


def lines_by_id(sale: Sale) -> dict[int, tuple[str, int]]:
    rows = OpportunityLine.objects.filter(opportunity=sale.row).select_related("product").order_by("id")
    return {row.id: (row.product.name, row.quantity) for row in rows}


def matched_lines() -> list[int]:
    return list(NeedMatch.objects.values_list("line_id", flat=True))


def test_of_two_lines_of_one_product_the_one_that_is_meant_goes(
    sale: Sale, two_alike: tuple[OpportunityLine, OpportunityLine], by: Any, at: dt.datetime
) -> None:
    first, second = two_alike
    before = lines_by_id(sale)
    lines.remove_line(opportunity_id=sale.row.id, line_id=first.id, seen=None, by=by, at=at)
    assert lines_by_id(sale) == {key: words for key, words in before.items() if key != first.id}
    assert matched_lines() == []
    match_need(
        opportunity_id=sale.row.id, need_id=Need.objects.get().id, line_id=second.id, reaction="Too few", by=by,
        at=at,
    )  # fmt: skip
    room = LineValues(product_id=first.product_id, quantity=9, unit_price=8_000, term_months=12)
    third = lines.add_line(opportunity_id=sale.row.id, line=room, seen=None, by=by, at=at)
    lines.remove_line(opportunity_id=sale.row.id, line_id=third.id, seen=None, by=by, at=at)
    assert matched_lines() == [second.id]


def test_of_two_lines_of_one_product_the_one_that_is_meant_becomes_another_product(
    sale: Sale, two_alike: tuple[OpportunityLine, OpportunityLine], by: Any, at: dt.datetime
) -> None:
    first, second = two_alike
    probe = Product.objects.create(name="Probe", price=12_50)
    line = LineValues(product_id=probe.id, quantity=4, unit_price=12_50)
    about: dict[str, Any] = {"opportunity_id": sale.row.id, "line": line, "seen": None, "by": by, "at": at}
    made = lines.change_line(line_id=second.id, **about)
    assert matched_lines() == [first.id]
    assert (made.product, second.id in lines_by_id(sale), first.id in lines_by_id(sale)) == (
        probe,
        False,
        True,
    )
    lines.change_line(line_id=first.id, **about)
    assert matched_lines() == []


def test_lines_that_are_sent_whole_are_those_that_they_name_or_those_that_say_the_same(
    sale: Sale, two_alike: tuple[OpportunityLine, OpportunityLine], by: Any, at: dt.datetime
) -> None:
    first, second = two_alike
    the_same = LineValues(product_id=second.product_id, quantity=2, unit_price=9_000, term_months=12)
    about: dict[str, Any] = {"opportunity_id": sale.row.id, "seen": None, "by": by, "at": at}
    lines.set_lines(lines=[replace(the_same, quantity=3, id=first.id), the_same], **about)
    assert lines_by_id(sale) == {first.id: ("Cold room", 3), second.id: ("Cold room", 2)}
    lines.set_lines(lines=[the_same], **about)
    assert lines_by_id(sale) == {second.id: ("Cold room", 2)}
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        lines.set_lines(lines=[the_same, replace(the_same, id=first.id)], **about)
    assert [problem.field for problem in refused.value.problems] == ["lines.1.id"]
    assert digest_of_database() == before


def test_a_line_that_is_not_touched_stays_as_it_is_whatever_its_product_has_become(
    sale: Sale, by: Any, at: dt.datetime
) -> None:
    """An import writes a sum of money; its product may be one that is sold by the month here."""
    line = OpportunityLine.objects.filter(opportunity=sale.row).latest("id")
    Product.objects.filter(id=line.product_id).update(kind="recurring")
    probe = Product.objects.create(name="Probe", price=12_50)
    about: dict[str, Any] = {"opportunity_id": sale.row.id, "seen": None, "by": by, "at": at}
    lines.add_line(line=LineValues(product_id=probe.id, quantity=1, unit_price=12_50), **about)
    line.refresh_from_db()
    assert (line.recurring, line.term_months, line.unit_price) == (False, None, 50_000)
    cheaper = LineValues(product_id=line.product_id, quantity=1, unit_price=40_000)
    with pytest.raises(Refused) as refused:
        lines.change_line(line_id=line.id, line=cheaper, **about)
    assert [problem.field for problem in refused.value.problems] == ["term_months"]
    lines.change_line(line_id=line.id, line=replace(cheaper, term_months=12), **about)
    line.refresh_from_db()
    assert (line.recurring, line.term_months) == (True, 12)


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
    add_concern(opportunity_id=sale.row.id, text="Small", by=by, at=at)
    before = digest_of_database()
    with pytest.raises(Stale):
        lines.add_line(opportunity_id=sale.row.id, line=line, seen=1, by=by, at=at)
    with pytest.raises(Missing):
        lines.change_line(opportunity_id=sale.row.id, line_id=999_999, line=line, seen=None, by=by, at=at)
    with pytest.raises(Missing):
        lines.remove_line(opportunity_id=sale.row.id, line_id=999_999, seen=None, by=by, at=at)
    assert digest_of_database() == before
