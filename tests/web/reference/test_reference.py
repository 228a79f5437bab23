"""The API's pages: every operation stands there, in words, with a request that can be pasted."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from dugout.api.v1 import api
from dugout.web.reference.describing import resources
from dugout.web.reference.schemas import example_of, kind_of
from tests.web.documents.queries import own_queries
from tests.web.look.conftest import answers, opened

__all__ = ["answers", "opened"]
pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
PARTS: dict[str, Any] = {
    "State": {"enum": ["open", "kept", "broken"], "type": "string"},
    "Line": {"title": "Line", "type": "object", "properties": {"made_at": {"type": "string"}}},
}


def operations() -> list[tuple[str, str]]:
    paths = api.get_openapi_schema()["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods]


def test_every_operation_of_the_api_stands_on_the_page(page: Page) -> None:
    html = page("engineer").get("/api").content.decode()
    assert html.count('class="verb"') == len(operations())
    for method, path in operations():
        line = f'data-verb="{method}">{method}</span><code>{path.removeprefix("/api/v1")}</code>'
        assert line in html, path


def test_the_description_is_answered_at_its_address_whoever_asks() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["paths"].keys() == api.get_openapi_schema()["paths"].keys()


def test_every_resource_has_a_page_with_what_its_operations_take_give_and_answer(page: Page) -> None:
    client = page("engineer")
    told = 0
    for one in resources(json.loads(json.dumps(api.get_openapi_schema()))):
        answer = client.get(f"/api-reference/{one.name}")
        html = answer.content.decode()
        assert answer.status_code == 200, one.name
        for operation in one.operations:
            told += 1
            assert f'id="{operation.anchor}"' in html
            assert operation.summary, f"{operation.method} {operation.path} says nothing of itself"
            assert "401" in dict(operation.answers), operation.path
    assert told == len(operations())


def test_a_request_holds_what_it_must_be_given(page: Page) -> None:
    (documents,) = [one for one in resources(api.get_openapi_schema()) if one.name == "documents"]
    (saving,) = [one for one in documents.operations if one.method == "PUT"]
    assert saving.example.splitlines() == [
        'curl -X PUT "$DUGOUT/api/v1/documents/{account_id}/sections/{key}" \\',
        '  -H "Authorization: Bearer $TOKEN" \\',
        "  -H 'If-Match: \"1\"' \\",
        '  -H "Content-Type: application/json" \\',
        '  -d \'{"body": "…"}\'',
    ]
    needed = {field.name for field in saving.takes if field.required}
    assert needed == {"account_id", "key", "If-Match", "body"}
    assert ("412", "Precondition Failed") in saving.answers
    assert json.loads(saving.result)["saved"]["side"] == "…"


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "string"}, "text"),
        ({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}, "day, or null"),
        ({"$ref": "#/components/schemas/State"}, "open, kept or broken"),
        ({"allOf": [{"$ref": "#/components/schemas/State"}], "default": "open"}, "open, kept or broken"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Line"}}, "list of Line"),
        ({"enum": ["one"]}, "one"),
        ({}, "any value"),
    ],
)
def test_a_type_is_told_in_words(schema: dict[str, Any], words: str) -> None:
    assert kind_of(schema, PARTS) == words


def test_an_example_fits_its_schema() -> None:
    schema = {
        "properties": {
            "state": {"$ref": "#/components/schemas/State"},
            "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
            "due_on": {"type": "string", "format": "date"},
            "version": {"type": "integer"},
        }
    }
    assert example_of(schema, PARTS) == {
        "state": "open",
        "lines": [{"made_at": "2026-11-30T09:00:00Z"}],
        "due_on": "2026-11-30",
        "version": 1,
    }


def test_an_example_of_a_schema_that_holds_itself_ends() -> None:
    parts = {"Tree": {"properties": {"under": {"type": "array", "items": {"$ref": "#/x/Tree"}}}}}
    assert json.dumps(example_of({"$ref": "#/x/Tree"}, parts)).count("under") == 2


def test_an_unknown_resource_is_not_found_and_the_pages_ask_for_a_sign_in(page: Page) -> None:
    assert page("engineer").get("/api-reference/poems").status_code == 404
    for path in ("/api", "/api-reference/needs"):
        assert Client().get(path)["Location"].startswith("/sign-in?")


def test_the_pages_ask_the_database_nothing(page: Page) -> None:
    for path in ("/api", "/api-reference/documents"):
        assert own_queries(page("engineer"), path) == 0


@pytest.mark.journey
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_the_pages_stand_in_both_themes_and_on_a_phone(
    answers: Callable[..., Any], opened: Callable[..., Any], width: int, theme: str
) -> None:
    paths = ("/api", "/api-reference/documents")
    prepared = answers(*paths)
    for path in paths:
        shown = opened(prepared, path, width=width, theme=theme)
        for summary in shown.locator("summary").all()[:2]:
            summary.click()
        if folder := os.environ.get("DUGOUT_SHOTS"):
            name = path.strip("/").replace("/", "-")
            shown.screenshot(path=Path(folder) / f"{name}-{width}-{theme}.png", full_page=True)
        assert shown.complaints == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        shown.context.close()
