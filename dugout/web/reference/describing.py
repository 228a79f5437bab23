"""An OpenAPI description as what its pages show: resources, operations, requests to paste. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dugout.web.reference.schemas import (
    Field,
    example_of,
    fields_of,
    kind_of,
    resolved,
    schema_in,
    type_of_schema,
)

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path. `example` is a whole request, `result` the body of its success."""

    method: str
    path: str
    summary: str
    text: str
    takes: tuple[Field, ...]
    gives: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]
    example: str
    result: str

    @property
    def anchor(self) -> str:
        return f"{self.method.lower()}-{self.path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    name: str
    operations: tuple[Operation, ...]


def resources(description: type_of_schema) -> tuple[Resource, ...]:
    """Every resource with its operations, in the order of the description."""
    parts = description["components"]["schemas"]
    found: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        for method in METHODS:
            if method in methods:
                for tag in methods[method].get("tags", ["others"]):
                    found.setdefault(tag, []).append(_operation(method, path, methods[method], parts))
    return tuple(Resource(name=name, operations=tuple(rows)) for name, rows in found.items())


def _operation(method: str, path: str, said: type_of_schema, parts: type_of_schema) -> Operation:
    body = schema_in(said.get("requestBody", {}))
    success: type_of_schema = next(
        (answer for status, answer in said["responses"].items() if str(status)[0] == "2"), {}
    )
    given = schema_in(success)
    parameters = tuple(
        Field(
            name=one["name"],
            where=one["in"],
            kind=kind_of(one["schema"], parts),
            required=bool(one.get("required")),
            text=one.get("description", ""),
        )
        for one in said.get("parameters", ())
    )
    return Operation(
        method=method.upper(),
        path=path,
        summary=said.get("summary", ""),
        text=said.get("description", ""),
        takes=parameters + tuple(fields_of(body, parts, "body")),
        gives=tuple(fields_of(given, parts, "answer")),
        answers=tuple(
            (str(status), answer.get("description", "")) for status, answer in said["responses"].items()
        ),
        example=_request(method.upper(), path, parameters, body, parts),
        result=_json(example_of(given, parts)) if given else "",
    )


def _request(
    method: str, path: str, parameters: Sequence[Field], body: type_of_schema, parts: type_of_schema
) -> str:
    """The operation as a command that can be pasted, with what it must be given."""
    lines = [f'curl -X {method} "$DUGOUT{path}"', '-H "Authorization: Bearer $TOKEN"']
    lines += [f"-H '{one.name}: \"1\"'" for one in parameters if one.where == "header" and one.required]
    if body:
        plain = resolved(body, parts)
        needed = {
            name: example_of(field, parts, name)
            for name, field in plain.get("properties", {}).items()
            if name in plain.get("required", ())
        }
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(needed, ensure_ascii=False)}'"]
    return " \\\n  ".join(lines)


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
