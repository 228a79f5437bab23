"""The company's one row."""

from datetime import date, datetime

from dugout.our_company.models import Company
from dugout.our_company.rules.periods import day_of


def the_company() -> Company | None:
    """The company, or None before it is founded."""
    return Company.objects.order_by("id").first()


def company_zone() -> str:
    """The company's time zone as an IANA name; UTC before it is founded."""
    company = the_company()
    return company.time_zone if company else "UTC"


def company_day(at: datetime) -> date:
    """The date of a moment where the company is."""
    return day_of(at, company_zone())
