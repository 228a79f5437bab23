"""Founding a company and its first administrator: what each package ships, in one transaction."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dugout.client_document.commands.sections import ship_sections
from dugout.handoffs.commands.opening import ship_gates
from dugout.history.terms import Allowed
from dugout.our_company.commands.founding import found_company
from dugout.our_company.models import Company, Department, Location
from dugout.our_company.rules.company import check_company
from dugout.our_company.rules.periods import day_of
from dugout.our_company.terms import CompanyValues, Founding
from dugout.people.commands.links import become_first_admin, check_password
from dugout.people.models import Person
from dugout.people.rules.persons import check_person
from dugout.people.terms import PersonValues, PostValues
from dugout.selling.commands.shipping import ship_processes
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line

FIRST_ADMINS_DEPARTMENT = "Executive"
# Its calendar bears the name too, with a word more.
LONGEST_LOCATION = 80


def found(*, founding: Founding, by: Allowed, at: datetime) -> Company:
    """Founds the company with departments, calendar, processes, sections and gates as shipped. Once."""
    problems = check_founding(founding)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        company = found_company(founding=founding, by=by, at=at)
        ship_sections()
        ship_processes(by=by, at=at)
        ship_gates()
    return company


def check_founding(founding: Founding) -> tuple[Problem, ...]:
    """Everything that is wrong with what was said to found a company."""
    values = CompanyValues(
        name=founding.name,
        currency=founding.currency,
        time_zone=founding.time_zone,
        fiscal_month=founding.fiscal_month,
    )
    _, problems = check_company(values)
    location = clean_line(founding.location, LONGEST_LOCATION, field="location")
    if isinstance(location, Problem):
        return (*problems, location)
    if not location:
        return (
            *problems,
            Problem("location", "The main location has no name.", "Write one, such as the town."),
        )
    return problems


def check_beginning(founding: Founding | None, values: PersonValues, password: str) -> tuple[Problem, ...]:
    """Everything that is wrong with what the first administrator typed; no founding where a company is here."""
    company = check_founding(founding) if founding else ()
    problems = [replace(one, field="company") if one.field == "name" else one for one in company]
    problems += check_person(values)[1]
    if values.email is None:
        problems.append(Problem("email", "You need an email to sign in with.", "Write yours."))
    return (*problems, *check_password(password))


def begin(
    *, secret: str, founding: Founding, values: PersonValues, password: str, by: Allowed, at: datetime
) -> Person:
    """Uses the first administrator's link: founds the company where there is none, and employs them.

    Of many at once exactly one succeeds; the others are refused and nothing of theirs stays. Refused with everything
    that is wrong with what was typed, at once; the company's name is the field `company` there.
    """
    founds = not Company.objects.exists()
    if problems := check_beginning(founding if founds else None, values, password):
        raise Refused(problems)
    with transaction.atomic():
        if founds:
            found(founding=founding, by=by, at=at)
        company = Company.objects.get()
        department = Department.objects.filter(
            name=FIRST_ADMINS_DEPARTMENT
        ).first() or Department.objects.earliest("id")
        post = PostValues(
            department_id=department.id,
            location_id=Location.objects.values_list("id", flat=True).get(main=True),
            from_day=day_of(at, company.time_zone),
        )
        return become_first_admin(secret=secret, values=values, post=post, password=password, by=by, at=at)
