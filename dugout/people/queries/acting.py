"""Who acted for whom over a stretch of days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.people.models import Absence, Post
from dugout.people.rules.lines import acts_for

type_of_span = tuple[int, int | None, DateRange]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Absences with their stand-ins and posts with their managers, each with its days."""

    absences: Sequence[type_of_span]
    posts: Sequence[type_of_span]

    def acts_for(self, person_id: int, *, day: date) -> int | None:
        """Who acted for a person on a day, by the rule of the same name."""
        return acts_for(person_id, _on(self.absences, day), _on(self.posts, day))


def acting_between(first: date, last: date) -> Acting:
    """Who acts for whom on the days from the first to the last."""
    days = DateRange(first, last + timedelta(days=1))
    absences = list(
        Absence.objects.filter(cancelled_at=None, during__overlap=days).values_list(
            "person_id", "stand_in_id", "during"
        )
    )
    posts = Post.objects.filter(during__overlap=days).values_list("person_id", "reports_to_id", "during")
    return Acting(absences=absences, posts=list(posts) if absences else ())


def _on(spans: Sequence[type_of_span], day: date) -> dict[int, int | None]:
    return {
        person_id: other_id
        for person_id, other_id, during in spans
        if (during.lower is None or during.lower <= day) and (during.upper is None or day < during.upper)
    }
