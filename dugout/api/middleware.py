"""Around every API call: a write with an `Idempotency-Key` happens once; every refusal is problem details."""

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from dugout.api.auth import bearer_secret
from dugout.api.operations import shows_secret
from dugout.api.problems import problem
from dugout.exchange.commands.kept_answers import keep_answer, reserve_key
from dugout.exchange.models import KeptAnswer
from dugout.people.commands.tokens import token_id_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
LONGEST_KEY = 200


class ApiMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        key = request.headers.get("Idempotency-Key")
        once = key and request.method not in SAFE
        response = self._once(request, key or "") if once else self.get_response(request)
        plain = response.status_code >= 400 and "json" not in response.get("Content-Type", "")
        return problem(response.status_code) if plain else response

    def _once(self, request: HttpRequest, key: str) -> HttpResponseBase:
        """Does the write and keeps its answer in one transaction; a repeated key gets the kept answer."""
        token_id = token_id_of(secret=bearer_secret(request) or "", at=timezone.now())
        if token_id is None:
            return self.get_response(request)
        if len(key) > LONGEST_KEY:
            return problem(400, detail=f"The key is too long: {LONGEST_KEY} characters are the most.")
        digest = hashlib.sha256(
            f"{request.method} {request.get_full_path()}\n".encode() + request.body
        ).hexdigest()
        with transaction.atomic():
            kept = reserve_key(token_id=token_id, key=key, request_digest=digest, at=timezone.now())
            if kept.request_digest != digest:
                return problem(
                    422, detail="This Idempotency-Key was used for another request. Use a new one."
                )
            if kept.status is not None:
                return _again(kept)
            response = self.get_response(request)
            if response.status_code >= 400 or not isinstance(response, HttpResponse):
                transaction.set_rollback(True)
                return response
            headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            body = None if shows_secret(request) else response.content.decode()
            keep_answer(kept=kept, status=response.status_code, headers=headers, body=body)
            return response


def _again(kept: KeptAnswer) -> HttpResponse:
    """What was answered before; where that is not kept, that it was done, and how to go on."""
    if kept.body is None:
        answer = problem(
            409,
            code="urn:dugout:done-before",
            title="This was done before.",
            detail="It was done once, with this Idempotency-Key, and is not done again. Its answer is not kept: "
            "no secret is, and others for a day. Read the record, or ask again with a new key.",
        )
    else:
        answer = HttpResponse(kept.body, status=kept.status, headers=kept.headers)
    answer["Idempotency-Replayed"] = "true"
    return answer
