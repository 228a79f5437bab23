"""API tokens: made, used, revoked. The secret is shown once; its SHA-256 is kept."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.people.models import ApiToken, Person
from dugout.people.rules.tokens import check_token, holds
from dugout.people.terms import Scope, TokenValues
from dugout.statements import Given, Kept
from dugout.values.refused import Missing, Refused

PREFIX = "dgt_"
# Last use is shown by the minute, so that reading does not write at every call.
USE_SHOWN_EVERY = timedelta(minutes=1)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def make_token(
    *,
    person: Person,
    name: str,
    scopes: Collection[Scope],
    days: int,
    by: Allowed,
    at: datetime,
    within: ApiToken | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is never shown again. `admin` scope only for administrators.

    One that is made with a token may do no more than that one (`within`), and ends no later.
    """
    values = TokenValues(name=name, scopes=frozenset(scopes), days=days)
    values, problems = check_token(values, admin=person.is_admin)
    if problems:
        raise Refused(problems)
    ends = at + timedelta(days=days)
    if within is not None:
        held = {Scope(scope) for scope in within.scopes}
        if not all(any(holds(one, scope) for one in held) for scope in scopes):
            raise Refused.because(
                "A token makes no token that may do more than itself.", "Ask for fewer scopes.", "scopes"
            )
        ends = min(ends, within.expires_at)
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            person=person,
            name=values.name,
            scopes=sorted(scope.value for scope in values.scopes),
            secret_hash=digest_of(secret),
            made_at=at,
            expires_at=ends,
        )
        record(
            kind="token_made",
            by=by,
            at=at,
            subject=Subject(kind="token", id=token.id),
            after={"name": token.name, "scopes": token.scopes, "person": person.name},
        )
    return token, secret


def revoke_token(*, token_id: int, person: Person, by: Allowed, at: datetime) -> None:
    """Ends a token of this person at once. A second revoke changes nothing and is refused."""
    with transaction.atomic():
        if not ApiToken.objects.filter(id=token_id, person=person, revoked_at=None).update(revoked_at=at):
            raise Missing.because(
                "This token is not there or was revoked before.", "Look at your list of tokens."
            )
        record(kind="token_revoked", by=by, at=at, subject=Subject(kind="token", id=token_id))


_LIVING = Kept(
    lambda: ApiToken.objects.select_related("person").filter(
        secret_hash=Given("digest"), revoked_at=None, expires_at__gt=Given("at"), person__is_active=True,
        person__left_on=None,
    )
)  # fmt: skip


def living(*, secret: str, at: datetime) -> ApiToken | None:
    """The token of a secret, with its person, while it lives and its person works here."""
    return _LIVING.first(digest=digest_of(secret), at=at)


def use_token(*, secret: str, at: datetime) -> ApiToken | None:
    """The living token of a secret, with its person; its last use is noted."""
    token = living(secret=secret, at=at)
    if token is not None and (token.last_used_at is None or at - token.last_used_at > USE_SHOWN_EVERY):
        ApiToken.objects.filter(Q(id=token.id)).update(last_used_at=at)
    return token


def token_id_of(*, secret: str, at: datetime) -> int | None:
    """The living token of a secret; None for any other text."""
    token = living(secret=secret, at=at)
    return token.id if token else None
