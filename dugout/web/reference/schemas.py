"""A JSON schema in words, as fields, and as an example. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# An example stops here: what lies deeper is told by the fields of its own resource.
DEEPEST = 4
EXAMPLES = {"date": "2026-11-30", "date-time": "2026-11-30T09:00:00Z"}
WORDS = {
    "date": "day",
    "date-time": "moment",
    "integer": "whole number",
    "number": "number",
    "string": "text",
}

type_of_schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that an operation takes or gives: where it stands (path, query, header, body), and as what."""

    name: str
    where: str
    kind: str
    required: bool
    text: str


def schema_in(holder: type_of_schema) -> type_of_schema:
    """The schema of the first content of a body or an answer; empty without."""
    content: type_of_schema = next(iter(holder.get("content", {}).values()), {})
    schema: type_of_schema = content.get("schema", {})
    return schema


def resolved(schema: type_of_schema, parts: type_of_schema) -> type_of_schema:
    """The schema that a reference, or the one alternative besides null, leads to."""
    while True:
        if "$ref" in schema:
            schema = parts[schema["$ref"].rsplit("/", 1)[1]]
            continue
        ways = [way for way in _ways(schema) if way.get("type") != "null"]
        if len(ways) != 1:
            return schema
        schema = ways[0]


def _ways(schema: type_of_schema) -> Sequence[type_of_schema]:
    return next((schema[name] for name in ("anyOf", "oneOf", "allOf") if name in schema), ())


def kind_of(schema: type_of_schema, parts: type_of_schema) -> str:
    """A type in words: "day, or null", "list of text", "open, kept or broken"."""
    null = ", or null" if any(way.get("type") == "null" for way in _ways(schema)) else ""
    plain = resolved(schema, parts)
    if "enum" in plain:
        *most, last = map(str, plain["enum"])
        return f"{', '.join(most)} or {last}{null}" if most else f"{last}{null}"
    if plain.get("type") == "array":
        return f"list of {kind_of(plain.get('items', {}), parts)}{null}"
    if plain.get("type") == "object" or "properties" in plain:
        return f"{plain.get('title', 'object')}{null}"
    return f"{WORDS.get(plain.get('format') or plain.get('type', ''), plain.get('type', 'any value'))}{null}"


def fields_of(schema: type_of_schema, parts: type_of_schema, where: str) -> Iterator[Field]:
    plain = resolved(schema, parts)
    for name, field in plain.get("properties", {}).items():
        yield Field(
            name=name,
            where=where,
            kind=kind_of(field, parts),
            required=name in plain.get("required", ()),
            text=field.get("description", ""),
        )


def example_of(schema: type_of_schema, parts: type_of_schema, name: str = "", depth: int = 0) -> Any:
    """A value that fits a schema: the first of a list of words, a day, a moment, an id."""
    plain = resolved(schema, parts)
    if "enum" in plain:
        return plain["enum"][0]
    if plain.get("type") == "array":
        return [example_of(plain.get("items", {}), parts, name, depth + 1)] if depth < DEEPEST else []
    if "properties" in plain:
        if depth >= DEEPEST:
            return {}
        return {key: example_of(one, parts, key, depth + 1) for key, one in plain["properties"].items()}
    if plain.get("format") in EXAMPLES:
        return EXAMPLES[plain["format"]]
    usual = {"integer": 1, "number": 1, "boolean": True, "object": {}, "null": None}
    return usual.get(plain.get("type", ""), EXAMPLES["date-time"] if name.endswith("_at") else "…")
