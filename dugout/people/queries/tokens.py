"""A person's API tokens, without their secrets."""

from datetime import datetime

from dugout.history.queries import the
from dugout.people.models import ApiToken, Person


def tokens_of(person: Person, *, at: datetime) -> list[ApiToken]:
    """The living tokens of a person, newest first."""
    living = ApiToken.objects.filter(person=person, revoked_at=None, expires_at__gt=at)
    return list(living.order_by("-id"))


def the_token(token_id: int, *, person: Person) -> ApiToken:
    """One token of a person. Missing for any other, in the same words."""
    return the(ApiToken.objects.filter(person=person), token_id)
