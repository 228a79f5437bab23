"""Everybody who works here, with today's post: the people page, choosers, the demo's one-click list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from dugout.history.queries import the
from dugout.our_company.models import Company
from dugout.our_company.terms import Side
from dugout.people.models import Absence, DepartmentHead, Person, Post, SideHead
from dugout.statements import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What somebody heads on a day: sides in words, departments by name."""

    sides: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person as lists show them."""

    id: int
    name: str
    initials: str
    title: str
    email: str | None
    department: str
    side: str
    mark: str
    manager: str
    manager_id: int | None
    location: str
    carries_quota: bool
    is_admin: bool
    away_until: date | None
    stand_in: str
    heads: Heads


def people_on(*, day: date) -> list[PersonLine]:
    """Everybody here on a day, by department and name."""
    rows = with_present(Person.objects.here(), day=day).order_by("name", "id")
    heads = heads_by_person(day=day)
    lines = [line_of(person, heads.get(person.id)) for person in rows]
    return sorted(lines, key=lambda line: (line.department, line.name))


def with_present(rows: QuerySet[Person], *, day: date) -> QuerySet[Person]:
    """Persons with the post and the absence of a day at hand, as `posts_now` and `absences_now`."""
    posts = Post.objects.filter(during__contains=day).select_related(
        "department__position", "reports_to", "location", "own_hours"
    )
    absences = Absence.objects.filter(during__contains=day, cancelled_at=None).select_related("stand_in")
    return rows.prefetch_related(
        Prefetch("posts", queryset=posts, to_attr="posts_now"),
        Prefetch("absences", queryset=absences, to_attr="absences_now"),
    )


def heads_by_person(*, day: date) -> dict[int, Heads]:
    """What each head heads on a day."""
    found: dict[int, Heads] = {}
    for head in SideHead.objects.filter(during__contains=day).order_by("side"):
        was = found.get(head.person_id, Heads())
        found[head.person_id] = replace(was, sides=(*was.sides, Side(head.side).label.lower()))
    departments = DepartmentHead.objects.filter(during__contains=day).select_related("department")
    for of_department in departments.order_by("department__name"):
        was = found.get(of_department.person_id, Heads())
        found[of_department.person_id] = replace(
            was, departments=(*was.departments, of_department.department.name)
        )
    return found


def line_of(person: Person, heads: Heads | None) -> PersonLine:
    """A person of `with_present` as lists show them."""
    post: Post | None = next(iter(getattr(person, "posts_now", ())), None)
    absence: Absence | None = next(iter(getattr(person, "absences_now", ())), None)
    return PersonLine(
        id=person.id,
        name=person.name,
        initials=person.initials,
        title=person.title,
        email=person.email,
        department=post.department.name if post else "",
        side=post.department.side if post else Side.OTHER.value,
        mark=post.department.mark if post else "c",
        manager=post.reports_to.name if post and post.reports_to else "",
        manager_id=post.reports_to_id if post else None,
        location=post.location.name if post and post.location else "",
        carries_quota=bool(post and post.carries_quota),
        is_admin=person.is_admin,
        away_until=absence.during.upper if absence else None,
        stand_in=absence.stand_in.name if absence and absence.stand_in else "",
        heads=heads or Heads(),
    )


def choices_of_people() -> Sequence[tuple[int, str]]:
    """Everybody here as (id, name), by name, for choosers."""
    return _CHOICES.rows()


# A timeline has its chooser with every page: 0.3 ms of 3.
_CHOICES = Kept(lambda: Person.objects.here().order_by("name", "id").values_list("id", "name"))


def demo_people(*, day: date) -> list[PersonLine]:
    """Who can be chosen on the sign-in page: those of a demo company who sign in; of any other nobody."""
    if not Company.objects.filter(demo=True).exists():
        return []
    return [line for line in people_on(day=day) if line.email]


def can_be(person_id: int, *, day: date) -> bool:
    """Whether a visitor of the demo may be this person by one click."""
    return any(line.id == person_id for line in demo_people(day=day))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person with what was and will be: posts, reports, absences."""

    person: Person
    line: PersonLine
    posts: list[Post]
    reports: list[Post]
    absences: list[Absence]


def person_page(person_id: int, *, day: date) -> PersonPage:
    """One person's page on a day. Missing when there is nobody of that id."""
    person = the(with_present(Person.objects.all(), day=day), person_id)
    posts = Post.objects.filter(person=person).select_related(
        "department__position", "reports_to", "location", "own_hours"
    )
    reports = Post.objects.filter(reports_to=person, during__contains=day, person__left_on=None)
    coming = Absence.objects.filter(person=person, cancelled_at=None, during__endswith__gt=day)
    return PersonPage(
        person=person,
        line=line_of(person, heads_by_person(day=day).get(person.id)),
        posts=list(posts.order_by("-during")),
        reports=list(reports.select_related("person", "department__position").order_by("person__name", "id")),
        absences=list(coming.select_related("stand_in").order_by("during")),
    )
