"""Changing the company's own row: name, currency, zone, fiscal year."""

from datetime import datetime

from django.db import transaction

from dugout.history.parts import change_row
from dugout.history.terms import Allowed
from dugout.our_company.models import Company
from dugout.our_company.rules.company import check_company
from dugout.our_company.terms import CompanyValues
from dugout.values.records import columns_of, told_of, values_of
from dugout.values.refused import Refused


def change_company(*, values: CompanyValues, seen: int, by: Allowed, at: datetime) -> Company:
    """Changes name, currency, zone or fiscal year. Refused when somebody changed it since `seen`."""
    values, problems = check_company(values)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        company = Company.objects.select_for_update().get()
        change_row(
            company,
            columns_of(values),
            seen=seen,
            told=lambda row: told_of(values_of(CompanyValues, row)),
            kind="company_changed",
            subject="company",
            by=by,
            at=at,
        )
    return company
