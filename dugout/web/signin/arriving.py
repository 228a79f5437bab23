"""Who comes with a request: the session and the person, by statements that are written once. Every page asks both."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from dugout.people.models import Person
from dugout.statements import Given, Kept

_SESSION = Kept(lambda: Session.objects.filter(session_key=Given("key"), expire_date__gt=Given("now")))
_PERSON = Kept(lambda: Person.objects.filter(id=Given("id")))


class SessionStore(InDatabase):
    """Django's sessions in the database, read by a kept statement."""

    def _get_session_from_db(self) -> Session | None:
        # A text that the database cannot hold is not a key.
        key = self.session_key or ""
        found = None if "\0" in key else _SESSION.first(key=key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """Signs in as allauth does, and finds the person of a session."""

    def get_user(self, user_id: Any) -> Person | None:
        person = _PERSON.first(id=int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None
