"""The server that answers looks: to each opened page from its own book of prepared answers.

A server gives them, not the browser's own interception: that asks this process for every one of a page's fifty
files, and keeps none of them.
"""

import mimetypes
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[3] / "dugout" / "web" / "static"
HOST = "http://dugout.test"
BOOK = "X-Book"


class Books(ThreadingHTTPServer):
    """A book for each opened page: its answers, its parts, and what scripts asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _FromBook)
        self.kept: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = []

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


@pytest.fixture(scope="session")
def books() -> Iterator[Books]:
    """The server of this process, answering for `dugout.test` in its Chromium."""
    with Books() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server


class _FromBook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Books

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if path.startswith("/static/"):
            return self._file(path)
        pages, parts, asked = self.server.kept[int(self.headers.get(BOOK) or -1)]
        if self.headers.get("X-Requested-With") == "fetch":
            asked.append(f"{self.command} {self.path}")
            part = parts.get(path, {"status": 404, "body": ""})
            return self._say(**(part(query) if callable(part) else part))
        answer = pages.get(self.path) or pages.get(path)
        if answer is None:
            return self._say(404, "<!doctype html><title>Not prepared</title>", "text/html")
        policy = answer.headers["Content-Security-Policy"]
        body = getattr(answer, "sent", None) or answer.content
        return self._say(answer.status_code, body, "text/html", {"Content-Security-Policy": policy})

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
