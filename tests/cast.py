"""The small cast that every test knows, and the company they work for.

Founded on Monday 2 March 2026, 09:00 in Berlin. Everybody with an email signs in with PASSWORD.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.history.terms import Source, system
from dugout.our_company.models import Department, Location
from dugout.our_company.terms import Founding, Side
from dugout.people.models import DepartmentHead, Person, Post, SideHead
from dugout.upkeep.commands import found

PASSWORD = "correct horse battery"
FOUNDED_AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
FIRST_DAY = FOUNDED_AT.date()


@dataclass(frozen=True)
class Part:
    """One of the cast: who, in which department, reporting to whom."""

    key: str
    name: str
    title: str
    department: str
    manager: str | None = None
    signs_in: bool = True
    admin: bool = False
    quota: bool = False


PARTS = (
    Part("executive", "Renata Vogel", "Managing director", "Executive"),
    Part("sales_head", "Colin Marsh", "Head of sales", "Outside Sales", "executive"),
    Part(
        "accounts_head", "James Achterberg", "Head of account management", "Account Management", "executive"
    ),
    Part("seller", "Tom Okafor", "Seller", "Outside Sales", "sales_head", quota=True),
    Part("other_seller", "Hanna Weiss", "Seller", "Inside Sales", "sales_head", quota=True),
    Part("account_manager", "Ines Duarte", "Account manager", "Account Management", "accounts_head"),
    Part("other_account_manager", "Priya Raman", "Account manager", "Account Management", "accounts_head"),
    Part("finance_clerk", "Marek Nowak", "Accounts receivable", "Finance", "executive"),
    Part("support_engineer", "Aoife Kelleher", "Support engineer", "Support", "executive"),
    Part("engineer", "Daniel Brandt", "Solution engineer", "Engineering", "executive"),
    Part("admin", "Sam Adeyemi", "Operations", "Operations", "executive", admin=True),
    Part("outsider", "Petra Lang", "Driver", "Logistics", "executive", signs_in=False),
)


def make_cast() -> None:
    """Founds the company and employs the cast. Runs once, in the template database."""
    by = system(Source.COMMAND_LINE)
    found(founding=Founding(name="Halden Cold Chain", time_zone="Europe/Berlin"), by=by, at=FOUNDED_AT)
    departments = {department.name: department for department in Department.objects.all()}
    location = Location.objects.get(main=True)
    password = make_password(PASSWORD)
    persons: dict[str, Person] = {}
    for part in PARTS:
        first = part.name.split()[0].lower()
        persons[part.key] = Person.objects.create(
            name=part.name,
            title=part.title,
            email=f"{first}@halden.example" if part.signs_in else None,
            password=password if part.signs_in else make_password(None),
            is_admin=part.admin,
            joined_at=FOUNDED_AT,
        )
        Post.objects.create(
            person=persons[part.key],
            department=departments[part.department],
            reports_to=persons[part.manager] if part.manager else None,
            location=location,
            carries_quota=part.quota,
            during=DateRange(FIRST_DAY, None),
        )
    for side, head, deputy in (
        (Side.SALES, "sales_head", "other_seller"),
        (Side.ACCOUNT_MANAGEMENT, "accounts_head", "other_account_manager"),
    ):
        SideHead.objects.create(
            side=side.value, person=persons[head], deputy=persons[deputy], during=DateRange(FIRST_DAY, None)
        )
    for department, head in (("Outside Sales", "sales_head"), ("Account Management", "accounts_head")):
        DepartmentHead.objects.create(
            department=departments[department], person=persons[head], during=DateRange(FIRST_DAY, None)
        )
