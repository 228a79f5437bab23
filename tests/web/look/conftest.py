"""Pages in real Chromium without a server: HTML from the test client, files from disk, the real CSP upon both."""

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tools.browser import find

STATIC = Path(__file__).resolve().parents[3] / "dugout" / "web" / "static"
HOST = "http://dugout.test"
LOUD = {"error", "warning"}


@pytest.fixture
def answers(page: Callable[[str], Client]) -> Callable[..., dict[str, Any]]:
    """What the product answers to these paths, asked before the browser starts its own loop."""

    def ask(*paths: str, key: str = "account_manager", **headers: str) -> dict[str, Any]:
        client = page(key)
        return {path: client.get(path, headers=headers) for path in paths}

    return ask


@pytest.fixture
def opened() -> Iterator[Callable[..., Any]]:
    """Opens a page of prepared answers; what the console says against it is in `page.complaints`.

    The browser starts with the first page, after the database was asked: its loop keeps Django from asking.
    """
    path = find()
    if path is None:
        pytest.skip("no Chromium is installed")
    with ExitStack() as stack:
        started: list[Any] = []

        def open_page(
            pages: dict[str, Any], path_of_page: str, *, width: int = 1440, theme: str = "light",
            parts: dict[str, Any] | None = None, **more: Any,
        ) -> Any:  # fmt: skip
            if not started:
                started.append(_browser(stack, path))
            context = started[0].new_context(
                viewport={"width": width, "height": 900}, color_scheme=theme, **more
            )
            shown = context.new_page()
            shown.complaints, shown.asked = [], []
            shown.on("console", lambda m: m.type in LOUD and shown.complaints.append(m.text))
            shown.on("pageerror", lambda error: shown.complaints.append(str(error)))
            shown.route("**/*", lambda route: _answer(route, pages, parts or {}, shown.asked))
            shown.goto(HOST + path_of_page)
            return shown

        yield open_page


def _browser(stack: ExitStack, path: str) -> Any:
    from playwright.sync_api import sync_playwright

    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    )
    stack.callback(browser.close)
    return browser


def _answer(route: Any, pages: dict[str, Any], parts: dict[str, Any], asked: list[str]) -> None:
    address = route.request.url.removeprefix(HOST)
    path, _, query = address.partition("?")
    if path.startswith("/static/"):
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        route.fulfill(body=(STATIC / path.removeprefix("/static/")).read_bytes(), content_type=kind)
        return
    if route.request.headers.get("x-requested-with") == "fetch":
        asked.append(f"{route.request.method} {address}")
        part = parts.get(path, {"status": 404, "body": ""})
        route.fulfill(**(part(query) if callable(part) else part))
        return
    answer = pages.get(address) or pages.get(path)
    if answer is None:
        route.fulfill(status=404, content_type="text/html", body="<!doctype html><title>Not prepared</title>")
        return
    policy = answer.headers["Content-Security-Policy"]
    route.fulfill(
        status=answer.status_code, body=answer.content, content_type="text/html",
        headers={"Content-Security-Policy": policy},
    )  # fmt: skip
