"""Changing the company's own row: name, currency, zone, fiscal year."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from dugout.history.parts import changed_values, record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import Company
from dugout.our_company.rules.company import check_company, name_of
from dugout.our_company.terms import CompanyValues
from dugout.values.refused import Refused, Stale


def change_company(*, values: CompanyValues, seen: int, by: Allowed, at: datetime) -> Company:
    """Changes name, currency, zone or fiscal year. Refused when somebody changed it since `seen`."""
    problems = check_company(values)
    if problems:
        raise Refused(problems)
    wanted = asdict(replace(values, name=name_of(values.name, "The company", most=200)))
    with transaction.atomic():
        company = Company.objects.select_for_update().get()
        before = {name: getattr(company, name) for name in wanted}
        if company.version != seen:
            raise Stale.because(
                "The company was changed since you opened this.",
                "Compare and save again.",
                theirs=before,
                yours=wanted,
            )
        was, becomes = changed_values(before, wanted)
        if not becomes:
            return company
        Company.objects.update(**becomes, version=company.version + 1)
        record(
            kind="company_changed",
            by=by,
            at=at,
            subject=Subject(kind="company", id=1),
            before=was,
            after=becomes,
        )
    return Company.objects.get()
