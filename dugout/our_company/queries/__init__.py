"""What everybody asks about the company."""

from dugout.our_company.queries.company import company_day, company_zone, the_company

__all__ = ["company_day", "company_zone", "the_company"]
