"""The company's day is that of its clocks on the wall."""

import datetime as dt

import pytest

from dugout.our_company.models import Company
from dugout.our_company.queries import company_day

# Half past midnight on the 5th in Berlin; in Greenwich it is the 4th.
NIGHT = dt.datetime(2026, 3, 4, 23, 30, tzinfo=dt.UTC)


@pytest.mark.django_db
def test_it_is_the_day_in_the_companys_zone_and_that_of_greenwich_before_there_is_one() -> None:
    Company.objects.update(time_zone="Europe/Berlin")
    assert company_day(NIGHT) == dt.date(2026, 3, 5)
    Company.objects.all().delete()
    assert company_day(NIGHT) == dt.date(2026, 3, 4)
