"""One-time links: the first administrator's, and invitations. Only a hash is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Author, Subject
from dugout.people.commands.employing import add_person
from dugout.people.models import OneTimeLink, Person
from dugout.people.terms import LinkPurpose, PersonValues, PostValues
from dugout.values.refused import Missing, Problem, Refused, Taken

FIRST_ADMIN_HOURS = 24
INVITATION_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """A link that can still be used: for what, and for whom."""

    id: int
    purpose: LinkPurpose
    person: Person | None


def make_first_admin_link(*, at: datetime) -> str:
    """The secret of a fresh link. Refused once there is an administrator.

    Earlier ones go on until they expire: `init` prints one and `serve` another, and either is the one that is
    opened. Of all of them one makes an administrator; then the rest are refused.
    """
    with transaction.atomic():
        if Person.objects.filter(is_admin=True).exclude(email=None).exists():
            raise Taken.because("There is an administrator already.", "Sign in, or ask them.")
        OneTimeLink.objects.filter(purpose=LinkPurpose.FIRST_ADMIN.value, expires_at__lte=at).delete()
        return _make(LinkPurpose.FIRST_ADMIN, None, at=at, lasts=timedelta(hours=FIRST_ADMIN_HOURS))


def invite(*, person: Person, by: Allowed, at: datetime) -> str:
    """The secret of a link by which a person sets their password. Earlier ones for them stop."""
    if person.left_on is not None:
        raise Refused.because(f"{person.name} works here no more.", "Nobody who left signs in.")
    if person.email is None:
        raise Refused.because(f"{person.name} has no email to sign in with.", "Give them one first.", "email")
    with transaction.atomic():
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        secret = _make(LinkPurpose.INVITATION, person, at=at, lasts=timedelta(days=INVITATION_DAYS))
        record(
            kind="person_invited",
            by=by,
            at=at,
            subject=Subject(kind="person", id=person.id),
            after={"email": person.email},
        )
    return secret


def open_link(*, secret: str, purpose: LinkPurpose, at: datetime) -> OpenLink:
    """The link of a secret, while it can be used. Missing for any other, in the same words."""
    link = (
        OneTimeLink.objects.select_related("person")
        .filter(secret_hash=_digest(secret), purpose=purpose.value, used_at=None, expires_at__gt=at)
        .exclude(person__left_on__isnull=False)
        .first()
    )
    if link is None:
        raise Missing.because(
            "This link was used, has expired, or was never made.", "Ask for a new one where you got it."
        )
    return OpenLink(id=link.id, purpose=purpose, person=link.person)


def check_password(password: str, person: Person | None = None) -> tuple[Problem, ...]:
    """What is wrong with a new password, in the words of Django's validators."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        return tuple(Problem("password", message, "") for message in error.messages)
    return ()


def become_first_admin(
    *, secret: str, values: PersonValues, post: PostValues, password: str, by: Allowed, at: datetime
) -> Person:
    """Uses the link: makes the first administrator. Of a thousand at once exactly one succeeds."""
    problems = check_password(password)
    if values.email is None:
        problems += (Problem("email", "You need an email to sign in with.", "Write yours."),)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        _hold_first_admin_links()
        _use(secret, LinkPurpose.FIRST_ADMIN, at=at)
        person = add_person(values=values, post=post, by=by, at=at, admin=True)
        OneTimeLink.objects.filter(purpose=LinkPurpose.FIRST_ADMIN.value, used_at=None).delete()
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def _hold_first_admin_links() -> None:
    """Two who open two links at once come one after the other; the second finds theirs gone."""
    links = OneTimeLink.objects.filter(purpose=LinkPurpose.FIRST_ADMIN.value)
    list(links.select_for_update().order_by("id").values_list("id", flat=True))


def accept_invitation(*, secret: str, password: str, at: datetime) -> Person:
    """Uses an invitation: sets the person's password."""
    person = open_link(secret=secret, purpose=LinkPurpose.INVITATION, at=at).person
    assert person is not None
    problems = check_password(password, person)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        _use(secret, LinkPurpose.INVITATION, at=at)
        person.set_password(password)
        person.save(update_fields=["password"])
        record(
            kind="password_set",
            by=Author(person_id=person.id, name=person.name),
            at=at,
            subject=Subject(kind="person", id=person.id),
        )
    return person


def _use(secret: str, purpose: LinkPurpose, *, at: datetime) -> None:
    used = OneTimeLink.objects.filter(
        secret_hash=_digest(secret), purpose=purpose.value, used_at=None, expires_at__gt=at
    ).update(used_at=at)
    if not used:
        raise Taken.because(
            "This link was used before or has expired.", "Ask for a new one where you got it."
        )


def _make(purpose: LinkPurpose, person: Person | None, *, at: datetime, lasts: timedelta) -> str:
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        purpose=purpose.value, person=person, secret_hash=_digest(secret), made_at=at, expires_at=at + lasts
    )
    return secret


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
