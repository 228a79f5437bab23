"""What is sent is read into the values that are declared."""

from typing import Any

import pytest
from pydantic import ValidationError

from dugout.accounts.terms import AccountValues, ContactValues, DecisionRole
from dugout.api.sent import read_sent, sent_of
from dugout.client_document.terms import PromiseValues
from dugout.selling.terms import ProductValues
from dugout.values.refused import Refused

ACCOUNT = AccountValues(name="Chill", currency="EUR", parent_id=7, annual_revenue=100)


def read(values: Any, *, but: tuple[str, ...] = (), **sent: Any) -> Any:
    return read_sent(values, sent_of(type(values), but=but)(**sent))


def test_what_is_left_out_stays_and_what_is_sent_is_taken() -> None:
    now = read(ACCOUNT, parent=None, city="Leeds")
    assert (now.name, now.parent_id, now.city, now.annual_revenue) == ("Chill", None, "Leeds", 100)
    assert read(ACCOUNT, parent="9").parent_id == 9
    assert read(ContactValues(family_name="Ode"), roles=["user"]).roles == frozenset({DecisionRole.USER})


def test_what_the_values_do_not_have_is_refused() -> None:
    with pytest.raises(ValidationError):
        sent_of(AccountValues)(colour="red")


def test_an_amount_in_another_currency_than_the_record_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(ACCOUNT, annual_revenue={"minor": 5, "currency": "USD"})
    assert [one.field for one in refused.value.problems] == ["annual_revenue"]
    both = read(ACCOUNT, annual_revenue={"minor": 5, "currency": "USD"}, currency="USD")
    assert (both.annual_revenue, both.currency) == (5, "USD")


def test_where_no_currency_is_sent_the_amount_says_it() -> None:
    product = ProductValues(name="Rack", kind=None, price=1, currency="EUR")  # type: ignore[arg-type]
    now = read(product, but=("currency",), price={"minor": 5, "currency": "USD"})
    assert (now.price, now.currency) == (5, "USD")


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_where_something_must_be_is_refused_by_name(nothing: str | None) -> None:
    promise = PromiseValues(text="A call", by_id=3, made_on=None)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        read(promise, by=nothing)
    assert [one.field for one in refused.value.problems] == ["by"]
