"""People as lists: found by name, of a department, a page at a time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from dugout.paging.keyset import page_of
from dugout.people.models import Person, Post
from dugout.people.queries.directory import PersonLine, heads_by_person, line_of, with_present
from dugout.search.models import Fold
from dugout.values.texts import fold

# As many fit on a page that is still read from top to bottom.
DIRECTORY_PAGE = 120
ORDER = ("name", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPage:
    """One page of the directory, the cursor after it, and how many people in how many departments match."""

    lines: list[PersonLine]
    after: str | None
    people: int
    departments: int

    @property
    def whole(self) -> bool:
        """Whether everybody who matches is on this page."""
        return len(self.lines) == self.people


def persons(
    *, day: date, name: str = "", department_id: int | None = None, left: bool = False
) -> QuerySet[Person]:
    """Who works here on a day, or has left, with `department_name`.

    `name` finds every word of it at the beginning of a word, whatever its accents and capitals.
    """
    post = Post.objects.filter(person=OuterRef("id"), during__contains=day)
    rows = Person.objects.filter(left_on__isnull=not left).annotate(
        department_name=Subquery(post.values("department__name")[:1])
    )
    if department_id is not None:
        rows = rows.filter(posts__department_id=department_id, posts__during__contains=day)
    for word in fold(name).split():
        rows = rows.annotate(folded=Fold(F("name"))).filter(
            Q(folded__startswith=word) | Q(folded__contains=f" {word}")
        )
    return rows


def directory_page(
    *, day: date, name: str = "", department_id: int | None = None, after: str | None = None
) -> DirectoryPage:
    """A page of the people who work here, by name."""
    rows = with_present(persons(day=day, name=name, department_id=department_id), day=day)
    page = page_of(rows, order=ORDER, after=after, limit=DIRECTORY_PAGE)
    heads = heads_by_person(day=day)
    counts: dict[str, Any] = persons(day=day, name=name, department_id=department_id).aggregate(
        people=Count("id"), departments=Count("department_name", distinct=True)
    )
    return DirectoryPage(
        lines=[line_of(person, heads.get(person.id)) for person in page.rows],
        after=page.after,
        people=counts["people"],
        departments=counts["departments"],
    )
