"""Products: one of a name while it is sold, and offers keep what they were made with."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.selling.commands import products
from dugout.selling.models import Product
from dugout.selling.terms import ProductKind, ProductValues
from dugout.values.refused import Missing, Refused, Stale
from tests.handoffs.scene import open_sale
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
PROBE = ProductValues(name="Probe", series="Cold", price=12_50, unit="piece")


@pytest.fixture
def by(author: Callable[[str], Any]) -> Any:
    return author("admin")


@pytest.fixture
def probe(by: Any, at: dt.datetime) -> Product:
    return products.add_product(values=PROBE, by=by, at=at)


def test_a_product_is_added_corrected_retired_and_sold_again(
    probe: Product, by: Any, at: dt.datetime
) -> None:
    changed = ProductValues(name="Probe 2", series="Cold", price=15_00, unit="piece")
    products.correct_product(product_id=probe.id, values=changed, seen=1, by=by, at=at)
    products.retire_product(product_id=probe.id, seen=2, by=by, at=at)
    probe.refresh_from_db()
    assert (probe.name, probe.price, probe.retired_at, probe.version) == ("Probe 2", 15_00, at, 3)
    products.sell_product_again(product_id=probe.id, seen=3, by=by, at=at)
    probe.refresh_from_db()
    assert probe.retired_at is None
    kinds = Entry.objects.filter(subject_kind="product").order_by("id").values_list("kind", "before", "after")
    assert list(kinds) == [
        ("product_added", None, {
            "name": "Probe", "series": "Cold", "kind": "one_off", "unit": "piece", "price": 12_50, "currency": "EUR",
        }),
        ("product_changed", {"name": "Probe", "price": 12_50}, {"name": "Probe 2", "price": 15_00}),
        ("product_changed", {"retired": False}, {"name": "Probe 2", "retired": True}),
        ("product_changed", {"retired": True}, {"name": "Probe 2", "retired": False}),
    ]  # fmt: skip


def test_a_name_is_sold_once_and_a_retired_one_gives_it_free(
    probe: Product, by: Any, at: dt.datetime
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        products.add_product(values=PROBE, by=by, at=at)
    assert (refused.value.code, refused.value.problems[0].field) == ("name-taken", "name")
    assert digest_of_database() == before
    products.retire_product(product_id=probe.id, seen=1, by=by, at=at)
    products.add_product(values=PROBE, by=by, at=at)
    with pytest.raises(Refused) as again:
        products.sell_product_again(product_id=probe.id, seen=2, by=by, at=at)
    assert again.value.code == "name-taken"


def test_every_wrong_value_is_named_at_once(by: Any, at: dt.datetime) -> None:
    wrong = ProductValues(name=" ", unit="", price=-1, currency="XYZ", series="a\nb")
    with pytest.raises(Refused) as refused:
        products.add_product(values=wrong, by=by, at=at)
    assert {problem.field for problem in refused.value.problems} == {
        "name", "unit", "price", "currency", "series",
    }  # fmt: skip
    assert not Product.objects.exists()


def test_a_stale_or_unknown_product_is_refused(probe: Product, by: Any, at: dt.datetime) -> None:
    products.retire_product(product_id=probe.id, seen=1, by=by, at=at)
    before = digest_of_database()
    with pytest.raises(Stale) as stale:
        products.correct_product(product_id=probe.id, values=PROBE, seen=1, by=by, at=at)
    assert stale.value.theirs["name"] == "Probe"
    with pytest.raises(Missing):
        products.retire_product(product_id=999_999, seen=1, by=by, at=at)
    assert digest_of_database() == before


def test_the_kind_stays_once_the_product_stands_on_an_offer(
    person: Callable[[str], Any], by: Any, at: dt.datetime
) -> None:
    open_sale(person("seller"), at)
    sold = Product.objects.get(name="Installation")
    other = ProductValues(name="Installation", price=50_000, kind=ProductKind.RECURRING)
    with pytest.raises(Refused) as refused:
        products.correct_product(product_id=sold.id, values=other, seen=1, by=by, at=at)
    assert (refused.value.code, refused.value.problems[0].field) == ("on-offers", "kind")
    dearer = ProductValues(name="Installation", price=60_000)
    assert products.correct_product(product_id=sold.id, values=dearer, seen=1, by=by, at=at).price == 60_000
