"""A session that begins, goes on after a new password, or ends: each stands in its person's list."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest

from dugout.people.models import Person


def begin_session(request: HttpRequest, person: Person) -> None:
    """Signs a person in who needed no password for it: by a one-time link, or by one click."""
    login(request, person)
    UserSession.objects.create_from_request(request)


def go_on_with_new_password(request: HttpRequest, person: Person) -> None:
    """This session goes on under a new key; every other session of the person ends."""
    update_session_auth_hash(request, person)
    UserSession.objects.create_from_request(request)
    end_others(request, person)


def end_others(request: HttpRequest, person: Person) -> None:
    """Ends every session of a person but the one that asks."""
    for session in UserSession.objects.filter(user=person):
        if session.session_key != request.session.session_key:
            session.end()
