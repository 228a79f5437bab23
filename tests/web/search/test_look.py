"""The palette and the page of the search in real Chromium."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.accounts import add_account
from dugout.accounts.terms import AccountValues
from dugout.history.terms import Author
from tests.web.look.conftest import answers, opened
from tests.web.standing import LOOKS, shoot, stands

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
FETCHED = {"X-Requested-With": "fetch"}


@pytest.fixture
def palette(
    answers: Any, opened: Any, author: Callable[[str], Author], at: dt.datetime
) -> Callable[..., Any]:
    """Opens Today with two accounts to find; the palette's part is what the product answers to "bri" and to nothing."""
    for name, city in (
        ("Brightwater Foods", "Leeds"),
        ("Brisco Frozen, a name that is long enough for any line", "Cardiff"),
    ):
        add_account(values=AccountValues(name=name, city=city), owner_id=None, by=author("seller"), at=at)
    pages = answers("/", "/search?q=bri")
    found = {
        q: next(iter(answers(f"/search?q={q}", **FETCHED).values())).content.decode()
        for q in ("", "bri", "zzz")
    }

    def part(query: str) -> dict[str, Any]:
        body = found.get(query.removeprefix("q="), found["zzz"])
        return {"status": 200, "content_type": "text/html", "body": body}

    return lambda **more: opened(pages, more.pop("path", "/"), parts={"/search": part}, **more)


@pytest.mark.parametrize(("width", "theme"), LOOKS)
def test_the_palette_and_the_page_stand(palette: Callable[..., Any], width: int, theme: str) -> None:
    shown = palette(width=width, theme=theme)
    shown.keyboard.press("Control+k")
    shown.wait_for_selector("#palette [role=option]")
    shown.keyboard.type("bri")
    shown.wait_for_selector("#palette >> text=Brightwater")
    shoot(shown, f"palette-{width}-{theme}")
    stands(shown, f"palette-{width}-{theme}")
    shown.keyboard.press("Escape")
    assert shown.locator("dialog[open]").count() == 0
    stands(palette(width=width, theme=theme, path="/search?q=bri"), f"search-{width}-{theme}")


def test_by_keyboard_alone_somebody_goes_to_the_second_account(palette: Callable[..., Any]) -> None:
    shown = palette()
    shown.keyboard.press("Control+k")
    shown.wait_for_selector("#palette [role=option]")
    shown.keyboard.type("bri")
    shown.wait_for_selector("#palette >> text=Brightwater")
    options = shown.locator("#palette [role=option]")
    assert options.nth(0).get_attribute("aria-selected") == "true"
    shown.keyboard.press("ArrowDown")
    href = options.nth(1).get_attribute("href")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"**{href}")


def test_an_ended_session_is_said_inside_the_palette_where_it_can_be_reached(
    answers: Any, opened: Any
) -> None:
    shown = opened(answers("/"), "/", parts={"/search": {"status": 401, "body": "{}"}})
    shown.keyboard.press("Control+k")
    shown.locator("#palette .toast >> text=Sign in to go on").click(timeout=5000)
    shown.wait_for_url("**/sign-in?next=%2F")


def test_enter_on_nothing_found_leads_to_the_page(palette: Callable[..., Any]) -> None:
    shown = palette()
    shown.keyboard.press("Control+k")
    shown.wait_for_selector("#palette [role=option]")
    shown.keyboard.type("zzz")
    shown.wait_for_selector("#palette >> text=No name fits")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/search?q=zzz")
