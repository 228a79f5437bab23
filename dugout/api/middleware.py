"""Around every API call: a write with an `Idempotency-Key` happens once; every refusal is problem details."""

import hashlib
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from dugout.api.problems import problem
from dugout.exchange.commands.kept_answers import keep_answer, reserve_key
from dugout.people.commands.tokens import person_of_token

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


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
        secret = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        person_id = person_of_token(secret=secret, at=timezone.now())
        if person_id is None or len(key) > 200:
            return (
                self.get_response(request)
                if person_id is None
                else problem(400, detail="The key is too long.")
            )
        digest = hashlib.sha256(
            f"{request.method} {request.get_full_path()}\n".encode() + request.body
        ).hexdigest()
        with transaction.atomic():
            kept = reserve_key(person_id=person_id, key=key, request_digest=digest, at=timezone.now())
            if kept.request_digest != digest:
                return problem(
                    422, detail="This Idempotency-Key was used for another request. Use a new one."
                )
            if kept.status is not None:
                answer = HttpResponse(kept.body, status=kept.status, headers=kept.headers)
                answer["Idempotency-Replayed"] = "true"
                return answer
            response = self.get_response(request)
            if response.status_code >= 400 or not isinstance(response, HttpResponse):
                transaction.set_rollback(True)
                return response
            headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            keep_answer(
                kept=kept, status=response.status_code, headers=headers, body=response.content.decode()
            )
            return response
