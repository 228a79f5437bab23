"""An account changes hands while what it shows changes: the books of both hold all of it, and once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from dugout.accounts.commands.folding import fold_books
from dugout.accounts.models import Account, AccountFigures
from dugout.people.models import Person
from tests.accounts.test_books import kept, real
from tests.races.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def accounts(person: Callable[[str], Person], at: dt.datetime) -> list[Account]:
    rows = [Account.objects.create(name=f"Client {n}", made_at=at, owner=person("seller")) for n in range(6)]
    for row in rows:
        AccountFigures.objects.create(account=row, arr=100)
    return rows


def test_one_gives_accounts_away_while_others_change_what_they_show(
    accounts: list[Account], person: Callable[[str], Person]
) -> None:
    owners = [person("seller"), person("other_seller"), None]

    def act(number: int) -> None:
        for turn in range(24):
            row = accounts[turn % len(accounts)]
            if number == 0:
                Account.objects.filter(id=row.id).update(owner=owners[turn % 3])
            elif number == 1:
                with transaction.atomic():
                    Account.objects.filter(id__gte=accounts[0].id).update(
                        stage="client", owner=owners[turn % 2]
                    )
            elif number < 4:
                AccountFigures.objects.filter(account=row).update(
                    arr=1_000 * number + turn, open_signals=turn
                )
            else:
                fold_books()

    at_once(5, act)
    assert kept() == real()


def test_figures_that_changed_just_before_the_account_did_go_with_it(
    accounts: list[Account], person: Callable[[str], Person]
) -> None:
    """Who gives the account away waits for who writes its figures, and then moves what they wrote."""
    row, other = accounts[0], person("other_seller")
    others = connection.copy()
    with transaction.atomic():
        AccountFigures.objects.filter(account=row).update(arr=777)

        def give(_: int) -> Any:
            Account.objects.filter(id=row.id).update(owner=other)

        with others.cursor() as cursor:
            cursor.execute("set lock_timeout = '200ms'")
            with pytest.raises(Exception, match="lock timeout"):
                cursor.execute("update dugout_account set owner_id = %s where id = %s", [other.id, row.id])
        others.close()
    give(0)
    assert kept() == real()
    assert kept()[other.id, "EUR", None][-2] == 777
