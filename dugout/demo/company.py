"""Halden Cold Chain, which never was: it keeps freezers, cold rooms and lorries at their temperature, by telemetry."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from holidays import country_holidays

from dugout.demo.days import MONTH, YEAR, Days
from dugout.history.terms import Author, Source, system, unasked
from dugout.our_company.commands.calendars.holidays import add_holiday
from dugout.our_company.models import Calendar, Department, Location
from dugout.our_company.terms import Founding, HolidayValues, Side
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.employing import add_person
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.models import Person
from dugout.people.terms import PersonValues, PostValues
from dugout.upkeep.commands import found

NAME = "Halden Cold Chain"
FOUNDED = 2 * YEAR + 3 * MONTH
# Who is away today, and for how many working days by now; who stands in.
ON_LEAVE, ON_LEAVE_SINCE, STAND_IN = "Jonas", 3, "Priya"
BY = system(Source.DEMO)


class Employee(NamedTuple):
    name: str
    title: str
    department: str
    reports_to: str = "Renata"
    quota: bool = False
    admin: bool = False

    @property
    def first_name(self) -> str:
        return self.name.split(maxsplit=1)[0]


EMPLOYEES = (
    Employee("Renata Vogel", "Managing director", "Executive", ""),
    Employee("Colin Marsh", "Head of sales", "Outside Sales"),
    Employee("James Achterberg", "Head of account management", "Account Management"),
    Employee("Tom Okafor", "Seller, hospitals and biobanks", "Outside Sales", "Colin", quota=True),
    Employee("Hanna Weiss", "Seller, food and trade", "Inside Sales", "Colin", quota=True),
    Employee("Chloé Martin", "Marketing manager", "Marketing", "Colin"),
    Employee("Ines Duarte", "Account manager", "Account Management", "James"),
    Employee("Priya Raman", "Account manager", "Account Management", "James"),
    Employee("Jonas Weber", "Account manager", "Account Management", "James"),
    Employee("Mireille Caron", "Customer success manager", "Customer Success"),
    Employee("Marek Nowak", "Accounts receivable", "Finance"),
    Employee("Sam Adeyemi", "Head of operations", "Operations", admin=True),
    Employee("Lucia Ferri", "Dispatcher", "Logistics", "Sam"),
    Employee("Petra Lang", "Order entry", "Order Entry", "Sam"),
    Employee("Daniel Brandt", "Solution engineer", "Engineering"),
    Employee("Aoife Kelleher", "Support engineer", "Support", "Daniel"),
    Employee("Eva Kron", "Legal counsel", "Legal"),
    Employee("Björn Halvorsen", "Lead of the laboratory unit", "Business Units"),
)
DEPARTMENT_HEADS = (
    ("Outside Sales", "Colin"), ("Inside Sales", "Colin"), ("Marketing", "Chloé"), ("Account Management", "James"),
    ("Customer Success", "Mireille"), ("Finance", "Marek"), ("Operations", "Sam"), ("Logistics", "Sam"),
    ("Order Entry", "Sam"), ("Engineering", "Daniel"), ("Support", "Daniel"), ("Legal", "Eva"),
    ("Business Units", "Björn"), ("Executive", "Renata"),
)  # fmt: skip


def closed_days(today: date) -> frozenset[date]:
    """Weekdays on which the head office in Hamburg is closed, from the founding to the end of next year."""
    years = range(today.year - 3, today.year + 2)
    return frozenset(country_holidays("DE", subdiv="HH", years=years))


def found_and_employ(days: Days) -> dict[str, Person]:
    """The company, its calendar and its people, by first name; heads, deputies, and who is away today."""
    at = days.at(FOUNDED, "09:00")
    founding = Founding(name=NAME, currency="EUR", time_zone="Europe/Berlin", location="Hamburg", demo=True)
    found(founding=founding, by=BY, at=at)
    _mark_holidays(days, at)
    people = _employ(at)
    _name_heads(people, at)
    _send_on_leave(people, days)
    return people


def _mark_holidays(days: Days, at: datetime) -> None:
    calendar = Calendar.objects.get()
    years = range(at.year, days.today.year + 2)
    for day, name in sorted(country_holidays("DE", subdiv="HH", years=years, language="en_US").items()):
        add_holiday(calendar=calendar, values=HolidayValues(day=day, name=name), by=BY, at=at)
    for year in years:
        for half, name in ((date(year, 12, 24), "Christmas Eve"), (date(year, 12, 31), "New Year's Eve")):
            half_day = HolidayValues(day=half, name=name, open_until=time(13))
            add_holiday(calendar=calendar, values=half_day, by=BY, at=at)


def _employ(at: datetime) -> dict[str, Person]:
    departments: Mapping[str, int] = dict(Department.objects.values_list("name", "id"))
    location_id = Location.objects.values_list("id", flat=True).get(main=True)
    people: dict[str, Person] = {}
    for number, one in enumerate(EMPLOYEES, start=101):
        mail = one.first_name.lower().translate(str.maketrans("éö", "eo"))
        post = PostValues(
            department_id=departments[one.department],
            from_day=at.date(),
            reports_to_id=people[one.reports_to].id if one.reports_to else None,
            location_id=location_id,
            carries_quota=one.quota,
        )
        values = PersonValues(
            name=one.name,
            title=one.title,
            email=f"{mail}@halden.example",
            phone=f"+49 40 66969 {number}",
        )
        people[one.first_name] = add_person(values=values, post=post, by=BY, at=at, admin=one.admin)
    return people


def _name_heads(people: Mapping[str, Person], at: datetime) -> None:
    for side, head, deputy in ((Side.SALES, "Colin", "Hanna"), (Side.ACCOUNT_MANAGEMENT, "James", "Priya")):
        name_side_head(
            side=side, person=people[head], deputy=people[deputy], from_day=at.date(), by=BY, at=at
        )
    departments = {department.name: department for department in Department.objects.all()}
    for name, head in DEPARTMENT_HEADS:
        name_department_head(
            department=departments[name], person=people[head], from_day=at.date(), by=BY, at=at
        )


def _send_on_leave(people: Mapping[str, Person], days: Days) -> None:
    """Jonas is away today, and Priya stands in: her Today holds his."""
    james = people["James"]
    plan_absence(
        person=people[ON_LEAVE],
        stand_in=people[STAND_IN],
        first_day=days.before(ON_LEAVE_SINCE),
        last_day=days.after(6) + timedelta(days=1),
        by=unasked(Author(person_id=james.id, name=james.name, source=Source.DEMO)),
        at=days.at(15, "11:30"),
    )
