"""How allauth behaves here: nobody signs up by themselves, and it is our words that a person reads."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class DugoutAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's signature
        """People are added by an administrator; nobody signs up."""
        return False
