"""Persons in real Chromium before a real server: each in a browser context of their own, signed in by the form."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections

from tests.cast import PARTS, PASSWORD
from tests.chromium import Chromium

LOUD = {"error", "warning"}
# A refusal is an answer that the page shows; the browser's console names it besides.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4(01|03|09|12|22)")
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


@pytest.fixture
def browser(chromium: Chromium, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The loop that drives it runs in this thread; Django must not mind."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium.driven() as driven:
        yield driven
        # While the loop runs, Django keeps connections of its own for it: theirs end with the journey.
        connections.close_all()


@pytest.fixture
def arrives(browser: Any, live_server: Any) -> Callable[..., Any]:
    """One of the cast, signed in, on Today: `arrives("seller")`, on a phone with `phone=True`."""
    email = {part.key: f"{part.name.split()[0].lower()}@halden.example" for part in PARTS}

    def sign_in(key: str, *, phone: bool = False) -> Any:
        page = new_page(browser, live_server.url, phone=phone)
        page.goto("/sign-in")
        page.get_by_label("Email").fill(email[key])
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/")
        return page

    return sign_in


def new_page(browser: Any, url: str, *, phone: bool = False) -> Any:
    """A page in a context of its own; what its console says against it is in `page.complaints`."""
    more = PHONE if phone else {"viewport": {"width": 1440, "height": 900}}
    page = browser.new_context(base_url=url, **more).new_page()
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on(
        "console",
        lambda said: (
            page.complaints.append(said.text) if said.type in LOUD and not REFUSED.match(said.text) else None
        ),
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@pytest.fixture
def stands(request: pytest.FixtureRequest) -> Callable[..., None]:
    """The page on which a journey ends: no complaint, nothing sideways, nothing against axe; a picture if asked."""

    def look(page: Any, *, name: str = "") -> None:
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("DUGOUT_SHOTS"):
            page.screenshot(path=Path(folder) / f"{request.node.name}{name}.png", full_page=True)
        assert page.complaints == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    return look
