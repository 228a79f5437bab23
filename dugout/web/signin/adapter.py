"""How allauth behaves here: nobody signs up by themselves, and it is our words that a person reads."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class DugoutAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        """People are added by an administrator; nobody signs up."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: that somebody is signed in, the page itself shows."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who has left signs in no more, and reads what a wrong password reads."""
        person = super().authenticate(request, **credentials)
        return person if person is None or (person.is_active and person.left_on is None) else None
