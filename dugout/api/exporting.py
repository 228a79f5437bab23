"""Every list of the API as one stream, for the command line: the operations themselves, asked within the process."""

import io
import json
from collections.abc import Generator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.db import connection, transaction
from django.urls import resolve

from dugout.access.terms import Viewer
from dugout.api.auth import OwnRequest
from dugout.api.lists import MOST
from dugout.api.v1 import api
from dugout.people.models import ApiToken
from dugout.people.terms import Scope
from dugout.values.refused import Refused

ROOT = "/api/v1/"
# Lists of what belongs to one person: they need a person to ask for.
PERSONAL = frozenset({"notifications", "tokens"})


class RequestWithin(OwnRequest, WSGIRequest):
    """A GET that this process sends to itself: it has no host to check and no token to look up."""

    def __init__(self, path: str, *, viewer: Viewer, at: datetime, **query: str) -> None:
        super().__init__({
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": urlencode(query),
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        })  # fmt: skip
        self.viewer, self.at = viewer, at
        self.token = ApiToken(scopes=[Scope.READ.value])

    def get_host(self) -> str:
        return "localhost"


def names_of_lists() -> list[str]:
    """The resources that answer as a list, by name."""
    schema = api.get_openapi_schema(path_prefix=ROOT)
    found = []
    for path, operations in schema["paths"].items():
        name = path.removeprefix(ROOT)
        if "get" in operations and "/" not in name and "items" in _answered(operations["get"], schema):
            found.append(name)
    return sorted(found)


def all_items(name: str, *, viewer: Viewer, at: datetime) -> Generator[dict[str, Any], None, None]:
    """Every item of a list in the API's order and shape, as of one moment, page by page."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        query = {"limit": str(MOST)}
        while True:
            page = _ask(f"{ROOT}{name}", viewer=viewer, at=at, **query)
            yield from page["items"]
            if not page["next"]:
                return
            query["after"] = parse_qs(urlsplit(page["next"]).query)["after"][0]


def _ask(path: str, *, viewer: Viewer, at: datetime, **query: str) -> dict[str, Any]:
    found = resolve(path)
    answer = found.func(RequestWithin(path, viewer=viewer, at=at, **query), **found.kwargs)
    body: dict[str, Any] = json.loads(answer.content)
    if answer.status_code != 200:
        raise Refused.because(f"{path} answers {answer.status_code}: {body.get('detail') or body}.", "")
    return body


def _answered(operation: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    """The fields of an operation's answer."""
    answer = operation["responses"].get(200) or operation["responses"].get("200") or {}
    reference = answer.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "")
    return set(schema["components"]["schemas"].get(reference.rsplit("/", 1)[-1], {}).get("properties", {}))
