"""The set-based verbs do what the single ones do: the same case given to both leaves the same rows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from dugout.accounts.commands.accounts import add_account, correct_account
from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.commands.importing import import_accounts
from dugout.accounts.models import Account
from dugout.accounts.terms import AccountToImport, AccountValues, CameBy, ContactValues
from dugout.our_company.models import Department, Location
from dugout.people.commands.employing import add_person
from dugout.people.commands.importing import import_people
from dugout.people.models import Person
from dugout.people.terms import PersonToImport, PersonValues, PostValues
from dugout.revenue.commands.confirming import confirm_order
from dugout.revenue.commands.importing import import_orders
from dugout.revenue.commands.restaging import restage_many
from dugout.revenue.models import Paper, PaperLine
from dugout.revenue.terms import ConfirmedTerms, OrderToImport, PaperKind
from dugout.selling.commands.importing import import_opportunities
from dugout.selling.commands.lines import set_lines
from dugout.selling.commands.opportunities import add_opportunity
from dugout.selling.commands.products import add_product
from dugout.selling.terms import (
    LineValues,
    OpportunityKind,
    OpportunityToImport,
    OpportunityValues,
    Outcome,
    ProductValues,
)
from tests.exchange.contents import contents

pytestmark = pytest.mark.django_db

SOURCE = "x"
MARK = "'x', 'one'"


def rows_now() -> dict[str, set[str]]:
    """Every row as text, without the source and id by which an import knows its records."""
    return {name: {repr(row).replace(MARK, "'', ''") for row in rows} for name, rows in contents().items()}


def outcome_of(verb: Callable[[], Any]) -> dict[str, set[str]]:
    """The rows that a verb leaves and that were not there before; the database is put back after it."""
    before = rows_now()
    with transaction.atomic():
        verb()
        connection.check_constraints()
        after = rows_now()
        transaction.set_rollback(True)
    found = {name: rows - before[name] for name, rows in after.items()}
    return {name: rows for name, rows in found.items() if rows}


def test_accounts_are_added_alike(author: Callable[[str], Any], at: dt.datetime) -> None:
    values = AccountValues(
        name="Nord Fisk", legal_name="Nord Fisk AS", domain="nordfisk.example", industry="food", employees=12,
        annual_revenue=5_000, currency="NOK", country="Norway", city="Bergen", phone="+47 5", founded=1990,
        came_by=CameBy.IMPORT,
    )  # fmt: skip
    by = author("seller")

    single = outcome_of(lambda: add_account(values=values, owner_id=None, by=by, at=at))
    many = outcome_of(lambda: import_accounts(
        accounts=[AccountToImport("one", values, "")], known={}, fields=[], source=SOURCE, by=by, at=at
    ))  # fmt: skip

    assert many == single
    assert set(many) == {"accounts", "entries", "names"}


def test_accounts_are_corrected_alike(author: Callable[[str], Any], at: dt.datetime) -> None:
    by = author("seller")
    parent = add_account(values=AccountValues(name="Hav Holding"), owner_id=None, by=by, at=at)
    account = add_account(values=AccountValues(name="Nord Fisk", city="Oslo"), owner_id=None, by=by, at=at)
    add_contact(account_id=account.id, values=ContactValues(family_name="Dahl"), by=by, at=at)
    Account.objects.filter(id=account.id).update(external_source=SOURCE, external_id="one")
    wanted = AccountValues(
        name="Nord Fisk Gruppen",
        city="Bergen",
        industry="fish",
        currency="NOK",
        annual_revenue=7,
        parent_id=parent.id,
    )
    later = at + dt.timedelta(days=1)

    single = outcome_of(
        lambda: correct_account(account_id=account.id, values=wanted, seen=account.version, by=by, at=later)
    )
    many = outcome_of(lambda: import_accounts(
        accounts=[AccountToImport("one", wanted, "parent")], known={"one": account.id, "parent": parent.id},
        fields=["name", "city", "industry", "annual_revenue", "parent"], source=SOURCE, by=by, at=later,
    ))  # fmt: skip

    assert (len(many["accounts"]), len(many["names"])) == (1, 2)
    assert many == single


def test_people_are_added_alike(
    author: Callable[[str], Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    by, boss = author("admin"), person("sales_head")
    Person.objects.filter(id=boss.id).update(external_source=SOURCE, external_id="boss")
    department, location = Department.objects.get(name="Outside Sales"), Location.objects.get(main=True)
    values = PersonValues(name="Una Berg", title="Seller")
    since = dt.date(2024, 1, 1)
    post = PostValues(
        department_id=department.id, from_day=since, reports_to_id=boss.id, location_id=location.id
    )

    single = outcome_of(lambda: add_person(values=values, post=post, by=by, at=at))
    many = outcome_of(lambda: import_people(
        people=[PersonToImport("one", values, "boss", location.id, True)], fields=[], source=SOURCE,
        department_id=department.id, since=since, by=by, at=at,
    ))  # fmt: skip

    assert many["people"] == single["people"]
    assert many["names"] == single["names"]
    assert set(many) == set(single)


def test_an_open_sale_is_added_alike(
    author: Callable[[str], Any], person: Callable[[str], Any], at: dt.datetime
) -> None:
    by, owner = author("seller"), person("seller")
    account = add_account(values=AccountValues(name="Nord Fisk"), owner_id=None, by=by, at=at)
    product = add_product(values=ProductValues(name="Freezer farm", price=7), by=by, at=at)

    def singly() -> None:
        values = OpportunityValues(
            name="Freezers", kind=OpportunityKind.NEW_BUSINESS, owner_id=owner.id, came_by="import"
        )
        row = add_opportunity(account_id=account.id, values=values, by=by, at=at)
        line = LineValues(product_id=product.id, quantity=1, unit_price=9_900)
        set_lines(opportunity_id=row.id, lines=[line], seen=row.version, by=by, at=at)

    def together() -> None:
        one = OpportunityToImport(
            "one", "Freezers", account.id, owner.id, product.id, Outcome.OPEN, 1, "", at.date(), None, 9_900
        )
        import_opportunities(
            opportunities=[one], known={}, fields=["name"], source=SOURCE, currency="EUR", zone="Europe/Berlin",
            by=by, at=at,
        )  # fmt: skip

    single, many = outcome_of(singly), outcome_of(together)

    # An import knows its sale by an id, days only, and counts as one version: all else is the same.
    (imported,), (typed,) = many["opportunities"], single["opportunities"]
    beginning = "('Freezers', 'Nord Fisk', 'new_business', 'track-selling', 1, "
    rest = "'Tom Okafor', 'EUR', 9900, None, None, None, '', 'import', 'open', None, '', None, "
    for row in (imported, typed):
        assert row.startswith(beginning)
        assert f"{rest}datetime.date(2026, 3, 4)" in row
    assert {row.replace("'one'", "''") for row in many["lines"]} == single["lines"]
    assert many["names"] == single["names"]


def test_an_order_makes_a_client_alike(author: Callable[[str], Any], at: dt.datetime) -> None:
    by = author("seller")
    account = add_account(values=AccountValues(name="Nord Fisk"), owner_id=None, by=by, at=at)
    product = add_product(values=ProductValues(name="Freezer farm", price=7), by=by, at=at)
    sale = add_opportunity(account_id=account.id, values=OpportunityValues(name="Freezers"), by=by, at=at)
    signed_on = dt.date(2024, 5, 2)

    def singly() -> None:
        paper = Paper.objects.create(
            kind=PaperKind.ORDER.value, account=account, opportunity=sale, currency="EUR", drafted_at=at
        )
        PaperLine.objects.create(paper=paper, product=product, quantity=1, unit_price=9_900)
        confirm_order(paper_id=paper.id, terms=ConfirmedTerms(signed_on=signed_on), seen=None, by=by, at=at)

    def together() -> None:
        order = OrderToImport("one", sale.id, account.id, product.id, 9_900, signed_on)
        import_orders(
            orders=[order], known=[], source=SOURCE, currency="EUR", zone="Europe/Berlin", by=by, at=at
        )
        restage_many(account_ids=[account.id], by=by, at=at)

    single, many = outcome_of(singly), outcome_of(together)

    assert many["accounts"] == single["accounts"]
    assert many["stages"] == single["stages"]
    assert len(many["stages"]) == 2
    assert {name: len(rows) for name, rows in many.items()} == {
        name: len(rows) for name, rows in single.items()
    }
