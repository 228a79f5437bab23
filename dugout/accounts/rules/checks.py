"""What may be written on accounts and contacts. Pure."""

import re

from dugout.accounts.rules.likeness import bare_domain
from dugout.accounts.terms import CLIENT_DEPARTMENTS, AccountValues, ContactValues
from dugout.values.money import DECIMALS, LARGEST_MINOR
from dugout.values.records import too_long
from dugout.values.refused import Problem

EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
LARGEST_EMPLOYEES = 10_000_000


def check_account(values: AccountValues) -> tuple[Problem, ...]:
    """Everything that is wrong with what was written on an account."""
    problems = list(too_long(values))
    if not values.name.strip():
        problems.append(Problem("name", "An account needs a name.", "Write it as the client writes it."))
    if values.domain and not DOMAIN.fullmatch(bare_domain(values.domain)):
        problems.append(
            Problem("domain", "This is not a domain.", "Write it like example.com, or leave it empty.")
        )
    if values.employees is not None and not 0 <= values.employees <= LARGEST_EMPLOYEES:
        problems.append(Problem("employees", "This many people cannot work there.", "Give a whole number."))
    if values.annual_revenue is not None and not 0 <= values.annual_revenue <= LARGEST_MINOR:
        problems.append(
            Problem(
                "annual_revenue", "This is not an annual revenue.", "Give an amount that is not negative."
            )
        )
    if values.currency not in DECIMALS:
        problems.append(
            Problem("currency", "There is no such currency.", "Write its three letters, such as EUR.")
        )
    if values.founded is not None and not 1000 <= values.founded <= 2200:
        problems.append(Problem("founded", "This is not a year.", "Give the year with four digits."))
    return tuple(problems)


def check_contact(values: ContactValues) -> tuple[Problem, ...]:
    """Everything that is wrong with what was written on a contact."""
    problems = list(too_long(values))
    if not values.family_name.strip():
        problems.append(Problem("family_name", "A contact needs a family name.", "Write the one you know."))
    if values.email and not EMAIL.fullmatch(values.email):
        problems.append(Problem("email", "This is not an email address.", "Write it like ana@example.com."))
    if values.influence is not None and not 1 <= values.influence <= 5:
        problems.append(Problem("influence", "Influence is 1 to 5.", "Choose one, or leave it open."))
    if values.attitude is not None and not -2 <= values.attitude <= 2:
        problems.append(Problem("attitude", "Attitude is -2 to 2.", "Choose one, or leave it open."))
    if values.client_department and values.client_department not in CLIENT_DEPARTMENTS:
        problems.append(
            Problem("client_department", "There is no such department.", "Choose one of the list.")
        )
    return tuple(problems)
