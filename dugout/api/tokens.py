"""Tokens: one's own, by name. The secret is given once, when a token is made."""

from typing import Any

from django.db.models import QuerySet
from ninja import Query, Router, Schema, Status

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import Paged, Sent, listed, number
from dugout.api.shown import Id, Moment, as_shape, shown
from dugout.people.commands import tokens as commands
from dugout.people.models import ApiToken
from dugout.people.queries.tokens import the_token
from dugout.people.terms import Scope

router = Router()


class TokenIn(Sent):
    """No more than the token that asks may do, and no longer."""

    name: str
    scopes: list[Scope]
    days: int = 90


class TokenOut(Schema):
    """`last_used_at` is exact to the minute."""

    id: Id
    name: str
    scopes: list[Scope]
    made_at: Moment
    expires_at: Moment
    last_used_at: Moment | None
    revoked_at: Moment | None


class TokenMade(TokenOut):
    """With the secret, which is never shown again."""

    secret: str


@router.get(
    "/tokens", response={200: listed(TokenOut), **answers(422)}, summary="One's own tokens, newest first"
)
@acts(Action.OWN_SETTINGS, Scope.READ)
def list_tokens(request: ApiRequest, asked: Query[Paged]) -> Any:  # noqa: ARG001  answer_list reads it
    """Those that were revoked or have ended, too."""
    rows: QuerySet[ApiToken] = ApiToken.objects.filter(person=request.viewer.person)
    return answer_list(request, rows, order=("-id",), show=as_shape(TokenOut))


@router.get("/tokens/{token_id}", response={200: TokenOut, **answers(404)}, summary="One token")
@acts(Action.OWN_SETTINGS, Scope.READ)
def read_token(request: ApiRequest, token_id: str) -> Any:
    return shown(TokenOut, the_token(number(token_id), person=request.viewer.person))


@router.post("/tokens", response={201: TokenMade, **answers(422)}, summary="Make a token")
@acts(Action.OWN_SETTINGS, secret=True)
def make_token(request: ApiRequest, sent: TokenIn) -> Any:
    token, secret = commands.make_token(
        person=request.viewer.person,
        **sent.model_dump(),
        within=request.token,
        by=request.by,
        at=request.at,
    )
    return Status(201, {**shown(TokenOut, token), "secret": secret})


@router.post("/tokens/{token_id}/revoke", response={200: TokenOut, **answers(404)}, summary="Revoke a token")
@acts(Action.OWN_SETTINGS)
def revoke_token(request: ApiRequest, token_id: str) -> Any:
    """It is dead at its next request; the one that asks may revoke itself."""
    token = the_token(number(token_id), person=request.viewer.person)
    commands.revoke_token(token_id=token.id, person=request.viewer.person, by=request.by, at=request.at)
    token.refresh_from_db()
    return shown(TokenOut, token)
