"""One Chromium for each process of the suite: started for the first page, given to each test for its own contexts."""

import asyncio
from asyncio.events import _set_running_loop
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from tests.web.look.books import Books
from tools.browser import find


class Chromium:
    """A browser that outlives a test, while the loop that drives it does not seem to.

    Playwright leaves its loop marked as running between calls, and Django asks no database in a thread where one
    runs. The mark is taken away for as long as nobody looks.
    """

    def __init__(self, path: str, *arguments: str) -> None:
        self._path, self._arguments = path, arguments
        self._running = ExitStack()
        self._browser: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextmanager
    def driven(self) -> Iterator[Any]:
        """The browser, for one test; the contexts that it opened are closed after it."""
        if self._browser is None:
            self._start()
        else:
            _set_running_loop(self._loop)
            if not self._browser.is_connected():
                self._end()
                self._start()
        try:
            yield self._browser
        finally:
            for context in self._browser.contexts:
                context.close()
            _set_running_loop(None)

    def close(self) -> None:
        """Ends the browser and what drives it."""
        if self._browser is not None:
            _set_running_loop(self._loop)
            self._end()

    def _start(self) -> None:
        from playwright.sync_api import sync_playwright

        playwright = self._running.enter_context(sync_playwright())
        self._loop = asyncio.get_running_loop()
        self._browser = playwright.chromium.launch(
            executable_path=self._path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", *self._arguments],
        )
        self._running.callback(self._browser.close)

    def _end(self) -> None:
        self._running.close()
        self._browser = None


@pytest.fixture(scope="session")
def chromium(books: Books) -> Iterator[Chromium]:
    """This process's own, in which `dugout.test` is the server of prepared answers."""
    path = find()
    if path is None:
        pytest.skip("no Chromium is installed: what is seen in it is not looked at")
    started = Chromium(path, f"--host-resolver-rules=MAP dugout.test 127.0.0.1:{books.server_address[1]}")
    yield started
    started.close()
