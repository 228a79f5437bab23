"""Who asks, read once for each request."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dugout.access.terms import Viewer
from dugout.history.terms import Author, Source
from dugout.our_company.queries import company_zone
from dugout.people.models import Person
from dugout.people.queries.standing import post_of, stands_for


def viewer_for(person: Person, *, at: datetime, source: Source = Source.SCREEN) -> Viewer:
    """The viewer that a person is at a moment. Three queries, four while somebody is absent."""
    zone = company_zone()
    day = at.astimezone(ZoneInfo(zone)).date()
    post = post_of(person, day=day)
    author = Author(
        person_id=person.id,
        name=person.name,
        department_id=post.department_id,
        side=post.side,
        source=source,
    )
    return Viewer(
        person=person, post=post, author=author, acts_for=stands_for(person.id, day=day), day=day, zone=zone
    )
