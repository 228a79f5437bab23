"""Sending JSON to the API as its clients do."""

import json
from typing import Any

from django.test import Client


def send(client: Client, method: str, path: str, body: Any = None, *, seen: Any = None) -> Any:
    """One request; `seen` goes as If-Match."""
    headers = {} if seen is None else {"If-Match": f'"{seen}"'}
    return client.generic(
        method,
        f"/api/v1{path}",
        json.dumps({} if body is None else body),
        "application/json",
        headers=headers,
    )


def post(client: Client, path: str, body: Any = None, **more: Any) -> Any:
    return send(client, "POST", path, body, **more)


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def fields(answer: Any) -> set[str]:
    """The fields that a refusal names."""
    return {error["field"] for error in answer.json()["errors"]}
