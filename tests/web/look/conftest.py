"""Pages in real Chromium: HTML from the test client, files from disk, the real CSP upon both, from a server of its own.

The answers are prepared before the browser is taken; tests/web/look/books.py gives them.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from tests.chromium import Chromium
from tests.web.look.books import BOOK, HOST, Books

LOUD = {"error", "warning"}


@pytest.fixture
def answers(page: Callable[[str], Client]) -> Callable[..., dict[str, Any]]:
    """What the product answers to these paths, asked before the browser starts its own loop."""

    def ask(*paths: str, key: str = "account_manager", **headers: str) -> dict[str, Any]:
        client = page(key)
        return {path: client.get(path, headers=headers) for path in paths}

    return ask


@pytest.fixture
def opened(chromium: Chromium, books: Books) -> Iterator[Callable[..., Any]]:
    """Opens a page of prepared answers; what the console says against it is in `page.complaints`.

    The browser is taken with the first page, after the database was asked: its loop keeps Django from asking.
    """
    with ExitStack() as stack:
        started: list[Any] = []

        def open_page(
            pages: dict[str, Any], path_of_page: str, *, width: int = 1440, theme: str = "light",
            parts: dict[str, Any] | None = None, **more: Any,
        ) -> Any:  # fmt: skip
            if not started:
                started.append(stack.enter_context(chromium.driven()))
            asked: list[str] = []
            books.kept.append((pages, parts or {}, asked))
            context = started[0].new_context(
                viewport={"width": width, "height": 900},
                color_scheme=theme,
                extra_http_headers={BOOK: str(len(books.kept) - 1)},
                **more,
            )
            shown = context.new_page()
            shown.complaints, shown.asked = [], asked
            shown.on("console", lambda m: m.type in LOUD and shown.complaints.append(m.text))
            shown.on("pageerror", lambda error: shown.complaints.append(str(error)))
            shown.goto(HOST + path_of_page)
            shown.evaluate("document.fonts.ready.then(() => null)")
            return shown

        yield open_page
