"""How allauth behaves here: nobody signs up by themselves, and it is our words that a person reads."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from dugout.web.signin.devices import known_device


class DugoutAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        """People are added by an administrator; nobody signs up."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: that somebody is signed in, the page itself shows."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The key by which tries are counted: the email, whatever name the server is asked by; known devices apart."""
        email = str(credentials.get("email", "")).strip().lower()
        return f"{email} {known_device(request, email)}"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A person who has left cannot sign in, and reads the same as after a wrong password."""
        person = super().authenticate(request, **credentials)
        return person if person is None or (person.is_active and person.left_on is None) else None
