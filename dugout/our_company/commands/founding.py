"""Founding: the one row of the company, with the positions, departments and calendar that Dugout ships."""

from datetime import datetime

from django.db import transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.commands.shipped import DEPARTMENTS, POSITIONS
from dugout.our_company.models import Calendar, Company, Department, Location, Position
from dugout.our_company.terms import Founding
from dugout.values.refused import Taken

USUAL_WEEK = [[["09:00", "17:00"]]] * 5 + [[], []]


def found_company(*, founding: Founding, by: Allowed, at: datetime) -> Company:
    """Makes the company, once. A second founding is refused and changes nothing."""
    with transaction.atomic():
        made = Company.objects.bulk_create(
            [
                Company(
                    name=founding.name,
                    currency=founding.currency,
                    time_zone=founding.time_zone,
                    fiscal_month=founding.fiscal_month,
                    demo=founding.demo,
                )
            ],
            ignore_conflicts=True,
        )
        company = Company.objects.select_for_update().get()
        if Department.objects.exists() or not made:
            raise Taken.because("The company is founded already.", "Change its settings instead.")
        positions = {
            code: Position.objects.create(code=code, name=name, order=order)
            for order, (code, name) in enumerate(POSITIONS)
        }
        Department.objects.bulk_create(
            Department(name=name, side=side.value, position=positions.get(code))
            for name, side, code in DEPARTMENTS
        )
        calendar = Calendar.objects.create(
            name=f"{founding.location} hours", time_zone=founding.time_zone, week=USUAL_WEEK
        )
        Location.objects.create(name=founding.location, calendar=calendar, main=True)
        record(
            kind="company_founded",
            by=by,
            at=at,
            subject=Subject(kind="company", id=company.id),
            after={"name": company.name, "currency": company.currency, "time_zone": company.time_zone},
        )
    return company
