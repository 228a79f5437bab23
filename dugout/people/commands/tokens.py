"""API tokens: made, used, revoked. The secret is shown once; its SHA-256 is kept."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.people.models import ApiToken, Person
from dugout.people.terms import Scope
from dugout.values.refused import Missing, Refused

PREFIX = "dgt_"
LONGEST_DAYS = 365
# Last use is shown by the minute, so that reading does not write at every call.
USE_SHOWN_EVERY = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    *, person: Person, name: str, scopes: Collection[Scope], days: int, by: Author, at: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is never shown again. `admin` scope only for administrators."""
    if Scope.ADMIN in scopes and not person.is_admin:
        raise Refused.because(
            "Only an administrator's token can have the scope admin.", "Choose read or write.", field="scopes"
        )
    if not scopes or not name.strip() or not 1 <= days <= LONGEST_DAYS:
        raise Refused.because(
            f"A token needs a name, a scope and 1 to {LONGEST_DAYS} days.", "Fill all three.", field="name"
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            person=person,
            name=name.strip()[:100],
            scopes=sorted(scope.value for scope in scopes),
            secret_hash=digest_of(secret),
            made_at=at,
            expires_at=at + timedelta(days=days),
        )
        record(
            kind="token_made",
            by=by,
            at=at,
            subject=Subject(kind="token", id=token.id),
            after={"name": token.name, "scopes": token.scopes, "person": person.name},
        )
    return token, secret


def revoke_token(*, token_id: int, person: Person, by: Author, at: datetime) -> None:
    """Ends a token of this person at once. A second revoke changes nothing and is refused."""
    with transaction.atomic():
        if not ApiToken.objects.filter(id=token_id, person=person, revoked_at=None).update(revoked_at=at):
            raise Missing.because(
                "This token is not there or was revoked before.", "Look at your list of tokens."
            )
        record(kind="token_revoked", by=by, at=at, subject=Subject(kind="token", id=token_id))


def use_token(*, secret: str, at: datetime) -> ApiToken | None:
    """The living token of a secret, with its person; its last use is noted. One query, seldom two."""
    token = (
        ApiToken.objects.filter(secret_hash=digest_of(secret), revoked_at=None, expires_at__gt=at)
        .filter(person__is_active=True, person__left_on=None)
        .select_related("person")
        .first()
    )
    if token is not None and (token.last_used_at is None or at - token.last_used_at > USE_SHOWN_EVERY):
        ApiToken.objects.filter(Q(id=token.id)).update(last_used_at=at)
    return token


def person_of_token(*, secret: str, at: datetime) -> int | None:
    """Whose living token a secret is; None for any other. One query."""
    return (
        ApiToken.objects.filter(secret_hash=digest_of(secret), revoked_at=None, expires_at__gt=at)
        .values_list("person_id", flat=True)
        .first()
    )
