"""What every page must stand: console, width, axe. Shared by the look tests of the areas."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

# Both themes and both widths. All four of them only where pictures are taken: each costs a second or two.
LOOKS = [(1440, "light"), (390, "dark")]
if "DUGOUT_SHOTS" in os.environ:
    LOOKS += [(1440, "dark"), (390, "light")]


def shoot(shown: Any, name: str) -> None:
    """Keeps a picture, where DUGOUT_SHOTS names a folder."""
    if folder := os.environ.get("DUGOUT_SHOTS"):
        shown.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def stands(shown: Any, name: str) -> None:
    """Nothing in the console, nothing sideways, nothing against axe."""
    shoot(shown, name)
    sideways = shown.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in Axe().run(shown).response["violations"]
    ]
    wrong = [*shown.complaints, *(["the page scrolls sideways"] if sideways else []), *found]
    assert wrong == [], f"{name}: {wrong}"
