"""The company's one row."""

from dugout.our_company.models import Company
from dugout.statements.kept import Kept

_COMPANY = Kept(lambda: Company.objects.order_by("id")[:1])


def the_company() -> Company | None:
    """The company, or None before it is founded. One query."""
    return _COMPANY.first()


def company_zone() -> str:
    """The company's time zone as an IANA name; UTC before it is founded. One query."""
    company = the_company()
    return company.time_zone if company else "UTC"
