"""What every operation says of itself: the action of the access table, the scope, the answers it may give."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest
from ninja import Schema

from dugout.access.table import TABLE, must
from dugout.access.terms import Action
from dugout.api.auth import has_scope
from dugout.people.terms import Scope
from dugout.values.refused import NotAllowed, Problem, Refused

P = ParamSpec("P")
R = TypeVar("R")
_GIVEN_ONCE = "dugout_given_once"


class FieldProblem(Schema):
    field: str
    what: str
    remedy: str


class ProblemOut(Schema):
    """RFC 9457 problem details. `errors` names fields; `theirs` and `yours` stand in a 412."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldProblem] = []
    theirs: dict[str, Any] | None = None
    yours: dict[str, Any] | None = None


def answers(*statuses: int) -> dict[int, Any]:
    """The refusals that an operation declares besides its success: 400, 401, 403 and these."""
    return dict.fromkeys((400, 401, 403, *statuses), ProblemOut)


def acts(
    action: Action, scope: Scope | None = None, *, secret: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guards an operation: the token's scope, and the table's row where it needs no record.

    Where the row needs one the operation loads it by `access.loading.allowed`, which asks. An operation that shows a
    `secret` answers once, and its answer is kept nowhere.
    """
    needed = scope or (Scope.READ if action is Action.READ else Scope.WRITE)

    def around(operation: Callable[P, R]) -> Callable[P, R]:
        @wraps(operation)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            request: Any = args[0] if args else kwargs["request"]
            if not has_scope(request.token, needed):
                raise NotAllowed.because_of(
                    rule=f"This needs a token with the scope {needed.value}.", ask="who made the token"
                )
            if not TABLE[action].needs_record:
                request.by = must(request.viewer, action)
            if secret:
                setattr(request, _GIVEN_ONCE, True)
            return operation(*args, **kwargs)

        inner.guarded_by = action  # type: ignore[attr-defined]  # the guard test reads it
        inner.shows_secret = secret  # type: ignore[attr-defined]  # the test of secrets reads it
        return inner

    return around


def shows_secret(request: HttpRequest) -> bool:
    """Whether the operation that this request reached shows a secret in its answer."""
    return getattr(request, _GIVEN_ONCE, False)


def seen_version(request: HttpRequest) -> int:
    """The version that the caller last saw, from `If-Match`. Without the header: 428."""
    given = request.headers.get("If-Match")
    if given is None:
        raise Refused(
            (
                Problem(
                    field="If-Match",
                    what="A change must say which version it began from.",
                    remedy="Read the record, and send its ETag as If-Match.",
                ),
            ),
            code="precondition-required",
        )
    text = given.strip().removeprefix("W/").strip('"')
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def version_sent(request: HttpRequest, sent: int | None) -> int | None:
    """The version that the caller saw: from the body, else from If-Match, else None."""
    if sent is not None or request.headers.get("If-Match") is None:
        return sent
    return seen_version(request)


def etag(version: int) -> str:
    return f'"{version}"'
