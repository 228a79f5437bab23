"""What an import keeps of what it wrote: tallies that are added up, and figures that are what their sources say."""

from pathlib import Path

import pytest
from django.db.models import Sum

from dugout.accounts.models import Account
from dugout.accounts.queries.tallies import BOOKS
from dugout.exchange.terms.results import ImportReport
from dugout.people.models import Person
from dugout.selling.models import SaleTally
from dugout.selling.queries.tallies import SALES as ALL_SALES
from dugout.upkeep.queries.figures import false_figures
from dugout.upkeep.queries.tallies import false_sums
from tests.exchange.taking import AT, SALES, small_set, take

pytestmark = pytest.mark.django_db


def test_what_it_added_to_the_tallies_is_added_up_at_its_end(tmp_path: Path) -> None:
    sales = [(f"A{number}", "Eva Lind", "Blast tunnel", "Fjord Is", "Engaging", "2/1/2026", "", "")
             for number in range(4)]  # fmt: skip
    take(small_set(tmp_path))
    Account.objects.update(owner=Person.objects.earliest("id"))
    small_set(tmp_path, sales)

    take(tmp_path, chunk=1)

    for tally in (ALL_SALES, BOOKS):
        groups = list(tally.model._base_manager.values_list(*tally.groups))
        assert len(groups) == len(set(groups)) > 1
    assert SaleTally.objects.aggregate(all=Sum("sales")) == {"all": 4 + len(SALES)}


def test_what_accounts_keep_of_the_published_set_is_true(taken: ImportReport) -> None:
    assert (false_figures(day=AT.date()), false_sums()) == ([], [])
