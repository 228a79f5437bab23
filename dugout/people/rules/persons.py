"""What may be written on a person, on a post, and on the days of an absence. Pure."""

import re
from dataclasses import replace
from datetime import date

from dugout.our_company.rules.company import check_day, check_named
from dugout.people.terms import PersonValues, PostValues
from dugout.values.refused import Problem
from dugout.values.zones import time_zones

EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+")


def check_person(values: PersonValues) -> tuple[PersonValues, tuple[Problem, ...]]:
    """The person as they are kept, an email in small letters, and everything that is wrong with it."""
    values, wrong = check_named(values, "A person")
    problems = list(wrong)
    if values.email is not None and not (EMAIL.fullmatch(values.email) and len(values.email) <= 254):
        problems.append(
            Problem(
                "email", "This is not an email address.", "Write it like ines@example.com, or leave it empty."
            )
        )
    if values.time_zone and values.time_zone not in time_zones():
        problems.append(Problem("time_zone", "There is no such time zone.", "Write one like Europe/Berlin."))
    return replace(values, email=values.email.lower() if values.email else None), tuple(problems)


def check_post(post: PostValues) -> tuple[Problem, ...]:
    """What is wrong with a post, whatever stands in the lists that it names."""
    problems = check_day(post.from_day, "from_day")
    if post.department_id:
        return problems
    return (*problems, Problem("department", "Everybody works in a department.", "Choose one."))


def check_absence(first_day: date, last_day: date) -> tuple[Problem, ...]:
    """What is wrong with the days of an absence."""
    if problems := (*check_day(first_day, "first_day"), *check_day(last_day, "last_day")):
        return problems
    if last_day < first_day:
        return (Problem("last_day", "The last day is before the first.", "Turn them round."),)
    return ()
