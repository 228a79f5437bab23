"""Looks at a page in both themes and two widths: nothing against axe, the CSP, or the width of the window."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

# Both themes and both widths; all four of them only where pictures are taken, since each costs seconds.
LOOKS = [(1440, "light"), (390, "dark")]
ALL_LOOKS = [*LOOKS, (1440, "dark"), (390, "light")]


def look(opened: Callable[..., Any], pages: dict[str, Any], path: str, name: str) -> None:
    folder = os.environ.get("DUGOUT_SHOTS")
    for width, theme in ALL_LOOKS if folder else LOOKS:
        shown = opened(pages, path, width=width, theme=theme)
        shown.wait_for_load_state("load")
        if folder:
            shown.screenshot(path=Path(folder) / f"{name}-{width}-{theme}.png", full_page=True)
        # That the page itself is a refusal, the browser says too.
        assert [one for one in shown.complaints if "status of 4" not in one] == []
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{name} scrolls sideways"
        )
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        shown.context.close()
