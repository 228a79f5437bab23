"""What an import keeps of what it wrote: tallies that are added up, and figures that are what their sources say."""

from pathlib import Path

import pytest
from django.db.models import Sum

from dugout.accounts.commands.folding import GROUP
from dugout.accounts.models import Account, BookTally
from dugout.exchange.terms.results import ImportReport
from dugout.people.models import Person
from dugout.selling.commands.folding import OF_SALES
from dugout.selling.models import SaleTally
from dugout.upkeep.queries.figures import false_figures
from tests.exchange.taking import AT, SALES, small_set, take

pytestmark = pytest.mark.django_db


def test_what_it_added_to_the_tallies_is_added_up_at_its_end(tmp_path: Path) -> None:
    sales = [(f"A{number}", "Eva Lind", "Blast tunnel", "Fjord Is", "Engaging", "2/1/2026", "", "")
             for number in range(4)]  # fmt: skip
    take(small_set(tmp_path))
    Account.objects.update(owner=Person.objects.earliest("id"))
    small_set(tmp_path, sales)

    take(tmp_path, chunk=1)

    for tally, group in ((SaleTally, OF_SALES), (BookTally, GROUP)):
        groups = list(tally.objects.values_list(*group))
        assert len(groups) == len(set(groups)) > 1
    assert SaleTally.objects.aggregate(all=Sum("sales")) == {"all": 4 + len(SALES)}


def test_what_accounts_keep_of_the_published_set_is_true(taken: ImportReport) -> None:
    assert false_figures(day=AT.date()) == []
