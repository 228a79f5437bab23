"""Every component in real Chromium: both themes, three widths, nothing against axe, nothing against the CSP."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 820, 390])
def test_the_styleguide_stands_in_every_theme_and_width(
    answers: Callable[..., Any], opened: Callable[..., Any], width: int, theme: str
) -> None:
    shown = opened(answers("/styleguide"), "/styleguide", width=width, theme=theme)
    if folder := os.environ.get("DUGOUT_SHOTS"):
        shown.screenshot(path=Path(folder) / f"styleguide-{width}-{theme}.png", full_page=True)
    assert shown.complaints == []
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    found = Axe().run(shown).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dialogs_and_the_keys_stand_before_axe(
    answers: Callable[..., Any], opened: Callable[..., Any], theme: str
) -> None:
    shown = opened(answers("/styleguide"), "/styleguide", theme=theme)
    for opener in ("button[data-opens]", "?"):
        shown.keyboard.press(opener) if opener == "?" else shown.click(opener)
        assert shown.locator("dialog[open]").count() == 1
        found = Axe().run(shown).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        shown.keyboard.press("Escape")
        assert shown.locator("dialog[open]").count() == 0
