"""Pages in real Chromium: HTML from the test client, files from disk, the real CSP upon both, from a server of its own.

The answers are prepared before the browser starts. A server gives them, not the browser's own interception: that
asks this process for every one of a page's fifty files, and keeps none of them.
"""

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client

from tools.browser import find

STATIC = Path(__file__).resolve().parents[3] / "dugout" / "web" / "static"
HOST = "http://dugout.test"
LOUD = {"error", "warning"}
BOOK = "X-Book"


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
        server = stack.enter_context(_server())

        def open_page(
            pages: dict[str, Any], path_of_page: str, *, width: int = 1440, theme: str = "light",
            parts: dict[str, Any] | None = None, **more: Any,
        ) -> Any:  # fmt: skip
            if not started:
                started.append(_browser(stack, path, server.server_address[1]))
            asked: list[str] = []
            server.books.append((pages, parts or {}, asked))
            context = started[0].new_context(
                viewport={"width": width, "height": 900},
                color_scheme=theme,
                extra_http_headers={BOOK: str(len(server.books) - 1)},
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


def _browser(stack: ExitStack, path: str, port: int) -> Any:
    from playwright.sync_api import sync_playwright

    playwright = stack.enter_context(sync_playwright())
    browser = playwright.chromium.launch(
        executable_path=path,
        args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            f"--host-resolver-rules=MAP dugout.test 127.0.0.1:{port}",
        ],
    )  # fmt: skip
    stack.callback(browser.close)
    return browser


class _Books(ThreadingHTTPServer):
    """A book for each opened page: its answers, its parts, and what scripts asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _FromBook)
        self.books: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = []

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


def _server() -> _Books:
    server = _Books()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


class _FromBook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Books

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if path.startswith("/static/"):
            return self._file(path)
        pages, parts, asked = self.server.books[int(self.headers.get(BOOK) or -1)]
        if self.headers.get("X-Requested-With") == "fetch":
            asked.append(f"{self.command} {self.path}")
            part = parts.get(path, {"status": 404, "body": ""})
            return self._say(**(part(query) if callable(part) else part))
        answer = pages.get(self.path) or pages.get(path)
        if answer is None:
            return self._say(404, "<!doctype html><title>Not prepared</title>", "text/html")
        policy = answer.headers["Content-Security-Policy"]
        return self._say(answer.status_code, answer.content, "text/html", {"Content-Security-Policy": policy})

    do_POST = do_GET  # noqa: N815  the base class names them

    def _file(self, path: str) -> None:
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        found = STATIC / path.removeprefix("/static/")
        if found.is_file():
            return self._say(200, found.read_bytes(), kind, {"Cache-Control": "max-age=600"})
        return self._say(404)

    def _say(
        self,
        status: int = 200,
        body: bytes | str = b"",
        content_type: str = "text/plain",
        headers: dict[str, str] | None = None,
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        kind = f"{content_type}; charset=utf-8" if content_type == "text/html" else content_type
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if status != 204:
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing: who asks what is in the book."""
