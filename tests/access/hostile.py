"""Every place of every route that takes text: fields of forms, of bodies, of queries, and parts of paths.

Nobody keeps a list of them: fields of a form are read from the form as it is shown, those of an operation from
its description, and the table of the access rows names every route.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import Resolver404, resolve

from dugout.api.v1 import api
from tests.access.asking import Asking, Row, filled
from tests.access.rows import ROWS
from tests.access.scene import Names

Place = tuple[str | int, ...]
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*?\bname="([^"]+)"')
DESCRIPTION = api.get_openapi_schema(path_prefix="/api/v1/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A row with a hostile text in one place, and what that place is called."""

    row: Row
    path: str
    body: dict[str, Any]
    place: str

    def send(self, client: Asking, names: Names) -> int:
        """The status of the answer."""
        if self.row.method == "GET":
            return int(client.get(self.path).status_code)
        if not self.row.api:
            return int(client.post(self.path, self.body).status_code)
        headers = {"If-Match": f'"{filled(self.row.seen, names)}"'} if self.row.seen else {}
        sent = json.dumps(self.body)
        answer = client.generic(self.row.method, self.path, sent, "application/json", headers=headers)
        return int(answer.status_code)


def with_text(row: Row, shown: str, text: str, names: Names) -> Iterator[Request]:
    """The row once for each place that takes text, with this text in it. `shown` is the form, of a page."""
    path, body = filled(row.path, names), filled(row.body, names)
    if "\ud800" not in text:
        for address, place in _addresses(row, path, text):
            yield Request(row=row, path=address, body=body, place=place)
    if row.method == "GET":
        return
    if row.api:
        schema = _sent(row, path)
        for where in _texts(schema):
            yield Request(row=row, path=path, body=_put(body, where, text, schema), place=_called(where))
    elif "\ud800" not in text:
        for name in sorted({*body, *FIELD.findall(shown)} - {"csrfmiddlewaretoken"}):
            yield Request(row=row, path=path, body={**body, name: text}, place=name)


def form_of(row: Row) -> Row | None:
    """The row that shows the form which this one sends."""
    return next((one for one in ROWS if (one.method, one.path) == ("GET", row.path)), None)


def _addresses(row: Row, path: str, text: str) -> Iterator[tuple[str, str]]:
    """The address with the text in each part that may be any text, and in each thing that a query may ask."""
    bare, _, _ = path.partition("?")
    parts, hostile = bare.split("/"), quote(text, safe="")
    for place in range(1, len(parts)):
        changed = [*parts[:place], hostile, *parts[place + 1 :]]
        try:
            resolve("/".join([*parts[:place], text, *parts[place + 1 :]]))
        except Resolver404:
            continue
        yield "/".join(changed), f"part {place}"
    for name in _asked(row, bare):
        yield f"{bare}?{name}={hostile}", f"?{name}"


def _asked(row: Row, bare: str) -> list[str]:
    """What the address is asked for: what a row of it names, and what the description allows."""
    named = re.findall(r"[?&]([a-z_]+)=", row.path)
    if not row.api:
        return named
    return [one["name"] for one in _operation(row, bare).get("parameters", ()) if one["in"] == "query"]


def _operation(row: Row, bare: str) -> dict[str, Any]:
    route = f"/{resolve(bare).route}".replace("<", "{").replace(">", "}")
    found: dict[str, Any] = DESCRIPTION["paths"][route][row.method.lower()]
    return found


def _sent(row: Row, path: str) -> dict[str, Any]:
    content = _operation(row, path.partition("?")[0]).get("requestBody", {}).get("content", {})
    return _plain(content["application/json"]["schema"]) if "application/json" in content else {}


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema itself, in place of its name, or of the choice between it and nothing."""
    while "$ref" in schema or "anyOf" in schema or "allOf" in schema:
        if "$ref" in schema:
            schema = DESCRIPTION["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        else:
            choices = schema.get("anyOf") or schema["allOf"]
            schema = next(one for one in choices if one.get("type") != "null")
    return schema


def _texts(schema: dict[str, Any]) -> Iterator[Place]:
    """Where a body of this schema holds text."""
    schema = _plain(schema)
    if schema.get("type") == "string":
        yield ()
    elif schema.get("type") == "array":
        yield from ((0, *rest) for rest in _texts(schema["items"]))
    else:
        for name, part in schema.get("properties", {}).items():
            yield from ((name, *rest) for rest in _texts(part))


def _put(body: Any, where: Place, text: str, schema: dict[str, Any]) -> Any:
    """The body with the text there. What is missing on the way is made as the schema wants it."""
    if not where:
        return text
    schema, (step, *rest) = _plain(schema), where
    changed = deepcopy(body) if body else _example(schema)
    part = schema["items"] if isinstance(step, int) else schema["properties"][step]
    if isinstance(step, int):
        changed = changed or [None]
        changed[step] = _put(changed[step], tuple(rest), text, part)
    else:
        changed[step] = _put(changed.get(step), tuple(rest), text, part)
    return changed


def _example(schema: dict[str, Any]) -> Any:
    """The least that the schema allows."""
    schema = _plain(schema)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        needed = schema.get("required", ())
        return {name: _example(part) for name, part in schema.get("properties", {}).items() if name in needed}
    examples: dict[str, Any] = {"array": [], "integer": 1, "boolean": True, "number": 1}
    return examples.get(schema.get("type", ""), "1")


def _called(where: Place) -> str:
    return ".".join(map(str, where))
