"""What may be written on a person, and on the days of an absence. Pure."""

import re
from datetime import date
from zoneinfo import available_timezones

from dugout.our_company.rules.company import check_day
from dugout.people.terms import PersonValues
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line

EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+")
LIMITS = {"name": 200, "title": 200, "phone": 40}


def cleaned_person(values: PersonValues) -> PersonValues:
    """What was written on a person as it is kept; an email in small letters. Refused with all its problems."""
    problems = list(check_person(values))
    lines = {name: clean_line(getattr(values, name), most, field=name) for name, most in LIMITS.items()}
    problems += [line for line in lines.values() if isinstance(line, Problem)]
    if problems:
        raise Refused(problems)
    return PersonValues(
        name=str(lines["name"]),
        title=str(lines["title"]),
        phone=str(lines["phone"]),
        email=values.email.lower() if values.email else None,
        time_zone=values.time_zone,
    )


def check_person(values: PersonValues) -> tuple[Problem, ...]:
    """What is wrong with name, email and zone as they were written; `cleaned_person` sees the rest."""
    problems = []
    if clean_line(values.name, 200) == "":
        problems.append(Problem("name", "A person needs a name.", "Write it as they write it."))
    if values.email is not None and not (EMAIL.fullmatch(values.email) and len(values.email) <= 254):
        problems.append(
            Problem(
                "email", "This is not an email address.", "Write it like ines@example.com, or leave it empty."
            )
        )
    if values.time_zone and values.time_zone not in available_timezones():
        problems.append(Problem("time_zone", "There is no such time zone.", "Write one like Europe/Berlin."))
    return tuple(problems)


def check_absence(first_day: date, last_day: date) -> tuple[Problem, ...]:
    """What is wrong with the days of an absence."""
    for day, field in ((first_day, "first_day"), (last_day, "last_day")):
        if problems := check_day(day, field):
            return problems
    if last_day < first_day:
        return (Problem("last_day", "The last day is before the first.", "Turn them round."),)
    return ()
