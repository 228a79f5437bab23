"""Founding a company and its first administrator: what each package ships, in one transaction."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dugout.client_document.commands.sections import ship_sections
from dugout.handoffs.commands.opening import ship_gates
from dugout.history.terms import Author
from dugout.our_company.commands.founding import found_company
from dugout.our_company.models import Company, Department, Location
from dugout.our_company.rules.company import check_company
from dugout.our_company.terms import CompanyValues, Founding
from dugout.people.commands.links import become_first_admin
from dugout.people.models import Person
from dugout.people.terms import PersonValues, PostValues
from dugout.selling.commands.shipping import ship_processes
from dugout.values.refused import Refused

FIRST_ADMINS_DEPARTMENT = "Executive"


def found(*, founding: Founding, by: Author, at: datetime) -> Company:
    """Founds the company with departments, calendar, processes, sections and gates as shipped. Once."""
    problems = check_company(
        CompanyValues(
            name=founding.name,
            currency=founding.currency,
            time_zone=founding.time_zone,
            fiscal_month=founding.fiscal_month,
        )
    )
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        company = found_company(founding=founding, by=by, at=at)
        ship_sections()
        ship_processes(by=by, at=at)
        ship_gates()
    return company


def begin(
    *, secret: str, founding: Founding, values: PersonValues, password: str, by: Author, at: datetime
) -> Person:
    """Uses the first administrator's link: founds the company where there is none, and employs them.

    Of many at once exactly one succeeds; the others are refused and nothing of theirs stays.
    """
    with transaction.atomic():
        if not Company.objects.exists():
            found(founding=founding, by=by, at=at)
        company = Company.objects.get()
        department = Department.objects.filter(
            name=FIRST_ADMINS_DEPARTMENT
        ).first() or Department.objects.earliest("id")
        post = PostValues(
            department_id=department.id,
            location_id=Location.objects.values_list("id", flat=True).get(main=True),
            from_day=at.astimezone(ZoneInfo(company.time_zone)).date(),
        )
        return become_first_admin(secret=secret, values=values, post=post, password=password, by=by, at=at)
