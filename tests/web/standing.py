"""What every page must stand, in both themes and both widths: console, width, axe. Shared by all looks."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

# Both widths and both themes in two looks; all four of them where pictures are taken.
LOOKS = [(1440, "light"), (390, "dark")]
SHOTS = [(1440, "dark"), (390, "light")] if "DUGOUT_SHOTS" in os.environ else []

# Colours move from theme to theme; axe would measure them on the way.
AT_REST = "document.getAnimations().forEach(one => { try { one.finish() } catch { one.cancel() } })"


def shoot(shown: Any, name: str) -> None:
    """Keeps a picture, where DUGOUT_SHOTS names a folder."""
    if folder := os.environ.get("DUGOUT_SHOTS"):
        shown.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def stands(shown: Any, name: str) -> None:
    """The opened page as it is: nothing in the console, nothing sideways, nothing against axe."""
    shoot(shown, name)
    sideways = shown.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = [
        (one["id"], [node["html"] for node in one["nodes"]])
        for one in Axe().run(shown).response["violations"]
    ]
    # That the page itself is a refusal, the browser says too.
    said = [one for one in shown.complaints if "status of 4" not in one]
    wrong = [*said, *(["the page scrolls sideways"] if sideways else []), *found]
    assert wrong == [], f"{name}: {wrong}"


def stands_everywhere(shown: Any, name: str) -> None:
    """The opened page in each width and theme. It is loaded once: to load it anew for each cost as much as to look."""
    for width, theme in LOOKS + SHOTS:
        shown.set_viewport_size({"width": width, "height": 900})
        shown.emulate_media(color_scheme=theme)
        shown.evaluate(AT_REST)
        stands(shown, f"{name}-{width}-{theme}")
    shown.context.close()
