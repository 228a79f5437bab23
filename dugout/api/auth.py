"""Who calls: a bearer token, its person, its scopes."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from dugout.access.terms import Viewer
from dugout.access.viewer import viewer_for
from dugout.history.terms import Allowed, Source
from dugout.people.commands.tokens import use_token
from dugout.people.models import ApiToken
from dugout.people.rules.tokens import holds
from dugout.people.terms import Scope


class ApiRequest(HttpRequest):
    """A request with a token: `viewer` is who asks, `at` the request's moment, `by` as in the pages' guard."""

    viewer: Viewer
    by: Allowed
    at: Any
    token: ApiToken


class OwnRequest(ApiRequest):
    """A request that this process makes to itself and that nobody can send: it brings viewer and scopes along."""


def bearer_secret(request: HttpRequest) -> str | None:
    """The secret of `Authorization: Bearer ...`, however the scheme is written; None where another is sent."""
    scheme, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


class TokenAuth(HttpBearer):
    """Reads `Authorization: Bearer ...`. An unknown, ended or revoked token is 401 in the same words."""

    def __call__(self, request: HttpRequest) -> ApiToken | None:
        if isinstance(request, OwnRequest):
            return request.token
        secret = bearer_secret(request)
        return None if secret is None else self.authenticate(request, secret)

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        at = timezone.now()
        found = use_token(secret=token, at=at)
        if found is None:
            return None
        caller = cast(ApiRequest, request)
        caller.token = found
        caller.at = at
        caller.viewer = viewer_for(found.person, at=at, source=Source.API)
        return found


def has_scope(token: ApiToken, needed: Scope) -> bool:
    """Whether the token was given this scope or one that holds it."""
    return any(holds(Scope(held), needed) for held in token.scopes)
