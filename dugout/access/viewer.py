"""Who asks, read once for each request."""

from datetime import datetime

from dugout.access.terms import Viewer
from dugout.history.terms import Author, Source
from dugout.people.models import Person
from dugout.people.queries.standing import stands_for
from dugout.people.queries.who_asks import who_asks


def viewer_for(person: Person, *, at: datetime, source: Source = Source.SCREEN) -> Viewer:
    """The viewer that a person is at a moment."""
    asking = who_asks(person, at=at)
    post = asking.post
    author = Author(
        person_id=person.id,
        name=person.name,
        department_id=post.department_id,
        side=post.side,
        source=source,
    )
    return Viewer(
        person=person,
        post=post,
        author=author,
        acts_for=stands_for(person.id, day=asking.day, absent=asking.absent),
        absent=asking.absent,
        day=asking.day,
        zone=asking.zone,
    )
