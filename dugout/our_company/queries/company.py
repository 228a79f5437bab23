"""The company's one row."""

from dugout.our_company.models import Company


def the_company() -> Company | None:
    """The company, or None before it is founded. One query."""
    return Company.objects.first()


def company_zone() -> str:
    """The company's time zone as an IANA name; UTC before it is founded. One query."""
    return Company.objects.values_list("time_zone", flat=True).first() or "UTC"
