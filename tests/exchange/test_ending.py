"""What accounts keep of what an import wrote is what its sources say."""

import pytest

from dugout.exchange.terms.results import ImportReport
from dugout.upkeep.queries.figures import false_figures
from tests.exchange.taking import AT

pytestmark = pytest.mark.django_db


def test_what_accounts_keep_of_the_published_set_is_true(taken: ImportReport) -> None:
    assert false_figures(at=AT) == []
