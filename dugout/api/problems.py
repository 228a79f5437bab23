"""Every refusal as RFC 9457 problem details."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dugout.values.refused import Missing, NotAllowed, Refused, Stale, Taken

CONTENT_TYPE = "application/problem+json"
STATUS_OF_CODE = {"precondition-required": 428}
# Names by which operations call their arguments: no caller sent these words.
OF_US = frozenset({"body", "payload", "sent", "asked"})
TITLES = {
    400: "The request could not be read.",
    401: "A valid token is needed.",
    403: "Not allowed.",
    404: "There is no such record.",
    405: "This address does not answer this method.",
    409: "Somebody else was first.",
    412: "It changed since you read it.",
    422: "Some values cannot be taken as they are.",
    428: "A change must say which version it began from.",
}


def problem(
    status: int, *, title: str = "", detail: str = "", code: str = "about:blank", **more: Any
) -> HttpResponse:
    """A problem+json answer. The database is unchanged whenever one is given."""
    body = {
        "type": code,
        "title": title or TITLES.get(status, "The request was refused."),
        "status": status,
        "detail": detail,
    }
    body.update({name: value for name, value in more.items() if value is not None})
    return HttpResponse(json.dumps(body, default=str), content_type=CONTENT_TYPE, status=status)


def status_of(refusal: Refused) -> int:
    if refusal.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[refusal.code]
    for kind, status in ((NotAllowed, 403), (Missing, 404), (Stale, 412), (Taken, 409)):
        if isinstance(refusal, kind):
            return status
    return 422


def refused(request: HttpRequest, refusal: Refused | type[Refused]) -> HttpResponse:  # noqa: ARG001  Ninja's signature
    assert isinstance(refusal, Refused)
    errors = [{"field": p.field, "what": p.what, "remedy": p.remedy} for p in refusal.problems]
    return problem(
        status_of(refusal),
        code=f"urn:dugout:{refusal.code}",
        detail=str(refusal),
        errors=errors,
        theirs=dict(refusal.theirs) if isinstance(refusal, Stale) else None,
        yours=dict(refusal.yours) if isinstance(refusal, Stale) else None,
    )


def not_valid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:  # noqa: ARG001
    assert isinstance(error, ValidationError)
    errors = [
        {
            "field": _field_at(found["loc"]),
            "what": f"{found['msg']}.",
            "remedy": "Send a value as the OpenAPI description says.",
        }
        for found in error.errors
    ]
    return problem(422, code="urn:dugout:not-valid", errors=errors)


def _field_at(place: Sequence[str | int]) -> str:
    """The path of a field, without the part of the request that it came in and without our own name for the body."""
    inside = place[1:]
    return ".".join(map(str, inside[1:] if inside and inside[0] in OF_US else inside))


def http_error(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:  # noqa: ARG001
    assert isinstance(error, HttpError)
    return problem(error.status_code, detail=str(error))


def no_token(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:  # noqa: ARG001
    answer = problem(401, detail="Send a token as Authorization: Bearer TOKEN. Make one in your settings.")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def answer_in_problems(api: NinjaAPI) -> None:
    """Makes the API answer every refusal as problem details."""
    api.add_exception_handler(Refused, refused)
    api.add_exception_handler(ValidationError, not_valid)
    api.add_exception_handler(HttpError, http_error)
    api.add_exception_handler(AuthenticationError, no_token)
