"""The behaviours in real Chromium, each by what a person does and sees."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

FORM = {
    "status": 200,
    "content_type": "text/html",
    "body": """
  <header><h2>Move it?</h2></header><form method="post" action="/moves" data-behaviour="keep-typed">
  <div class="body"><label>Why <input name="why" required></label></div>
  <footer><button class="btn" type="submit">Move</button></footer></form>""",
}
REFUSED = {
    "status": 409,
    "content_type": "text/html",
    "body": """
  <!doctype html><title>No</title><main><div class="blank"><h1>Somebody else was first</h1>
  <p>Priya Raman moved it at 10:02.</p></div></main>""",
}


@pytest.fixture
def guide(answers: Callable[..., Any], opened: Callable[..., Any]) -> Callable[..., Any]:
    pages = answers("/styleguide")
    return lambda **more: opened(pages, "/styleguide", **more)


def test_day_and_night_are_kept_and_do_not_flash(guide: Callable[..., Any]) -> None:
    shown = guide(theme="light")
    shown.click("[data-behaviour=theme]")
    assert shown.evaluate("document.documentElement.dataset.theme") == "dark"
    shown.reload()
    assert shown.evaluate("document.documentElement.dataset.theme") == "dark"
    assert shown.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_dialog_puts_the_focus_on_the_first_choice_and_gives_it_back(guide: Callable[..., Any]) -> None:
    shown = guide()
    shown.click("[data-opens=shown]")
    assert shown.evaluate("document.activeElement.name") == "reason"
    shown.keyboard.press("Escape")
    assert shown.evaluate("document.activeElement.dataset.opens") == "shown"


def test_the_summary_of_a_refused_form_has_the_focus_and_leads_to_the_field(
    guide: Callable[..., Any],
) -> None:
    shown = guide()
    assert shown.evaluate("document.activeElement.dataset.behaviour") == "error-summary"
    shown.click("[data-behaviour=error-summary] a")
    assert shown.evaluate("location.hash") == "#f-name"


def test_a_toast_goes_by_itself_and_an_error_stays(guide: Callable[..., Any]) -> None:
    shown = guide()
    assert shown.locator(".toast").count() == 2
    shown.locator(".toast").nth(1).wait_for(state="detached", timeout=9000)
    shown.click("[data-stays] [data-closes-toast]")
    assert shown.locator(".toast").count() == 0


def test_the_palette_opens_by_key_and_arrows_choose(guide: Callable[..., Any]) -> None:
    found = {
        "status": 200,
        "content_type": "text/html",
        "body": """
      <a class="opt" role="option" href="/one">One</a><a class="opt" role="option" href="/two">Two</a>""",
    }
    shown = guide(parts={"/search": found})
    shown.keyboard.press("Control+k")
    shown.wait_for_selector("#palette [role=option]")
    shown.keyboard.type("aur")
    shown.keyboard.press("ArrowDown")
    chosen = shown.locator("#palette [aria-selected=true]")
    assert chosen.inner_text() == "Two"
    assert shown.get_attribute("#palette input", "aria-activedescendant") == chosen.get_attribute("id")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/two")


def test_l_opens_the_log_but_not_while_somebody_types(guide: Callable[..., Any]) -> None:
    shown = guide(parts={"/log": FORM})
    shown.focus("#f-why")
    shown.keyboard.type("l")
    assert shown.asked == []
    shown.evaluate("document.activeElement.blur()")
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked[open] [name=why]")
    assert shown.evaluate("document.activeElement.name") == "why"


def test_a_refusal_of_a_form_in_a_dialog_is_said_there(guide: Callable[..., Any]) -> None:
    shown = guide(parts={"/log": FORM, "/moves": REFUSED})
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked[open] [name=why]")
    shown.keyboard.type("Because")
    shown.keyboard.press("Control+Enter")
    shown.wait_for_selector("#asked >> text=Priya Raman moved it at 10:02.")
    assert shown.asked == ["GET /log", "POST /moves"]
    shown.click("#asked >> text=Back to the page")
    assert shown.locator("dialog[open]").count() == 0


def test_an_ended_session_keeps_what_was_typed_and_says_what_to_do(guide: Callable[..., Any]) -> None:
    shown = guide(parts={"/log": FORM, "/moves": {"status": 401, "body": "{}"}})
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked[open] [name=why]")
    shown.keyboard.type("The probes pair again")
    shown.keyboard.press("Control+Enter")
    link = shown.locator(".toast >> text=Sign in to go on")
    link.wait_for()
    assert link.get_attribute("href") == "/sign-in?next=%2Fstyleguide"
    assert shown.input_value("#asked [name=why]") == "The probes pair again"
    shown.reload()
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked >> text=This is what you had typed here")
    assert shown.input_value("#asked [name=why]") == "The probes pair again"
    shown.click("#asked >> text=Throw it away")
    assert shown.input_value("#asked [name=why]") == ""


def test_nobody_reads_what_another_person_typed_in_this_tab(guide: Callable[..., Any]) -> None:
    shown = guide(parts={"/log": FORM})
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked[open] [name=why]")
    shown.keyboard.type("Mine alone")
    person = shown.evaluate("document.body.dataset.person")
    assert shown.evaluate("Object.keys(sessionStorage)") == [f"typed:{person}:/moves"]


def test_a_form_is_sent_once_however_often_its_button_is_pressed(guide: Callable[..., Any]) -> None:
    shown = guide(parts={"/log": FORM, "/moves": {"status": 401, "body": "{}"}})
    shown.keyboard.press("l")
    shown.wait_for_selector("#asked[open] [name=why]")
    shown.fill("#asked [name=why]", "x")
    shown.evaluate("const f = document.querySelector('#asked form'); f.requestSubmit(); f.requestSubmit()")
    shown.wait_for_selector(".toast >> text=Sign in to go on")
    assert shown.asked.count("POST /moves") == 1


def test_the_line_that_goes_is_said_and_the_line_that_comes_back_too(guide: Callable[..., Any]) -> None:
    shown = guide()
    shown.context.set_offline(True)
    shown.wait_for_selector(".offline")
    shown.context.set_offline(False)
    shown.wait_for_selector(".offline", state="detached")


def test_time_left_goes_on_and_stands_still_when_the_clock_does(guide: Callable[..., Any]) -> None:
    shown = guide()
    shown.clock.install()
    shown.reload()
    assert shown.inner_text("[data-behaviour=time-left]") == "29 h left"
    shown.clock.run_for(60 * 60 * 1000)
    assert shown.inner_text("[data-behaviour=time-left]") == "28 h left"
    shown.clock.run_for(27 * 60 * 60 * 1000)
    assert shown.inner_text("[data-behaviour=time-left]") == "60 min left"
    shown.clock.run_for(63 * 60 * 1000)
    assert shown.inner_text("[data-behaviour=time-left]") == "3 min over"


class TestTheBoard:
    MOVE = {"/styleguide": FORM}

    def test_by_keyboard(self, guide: Callable[..., Any]) -> None:
        shown = guide(parts=self.MOVE)
        shown.focus("[data-handle]")
        said = shown.locator(".kan + [role=status]")
        shown.keyboard.press("Space")
        assert said.inner_text().startswith("Picked up. It is in Prospect")
        shown.keyboard.press("ArrowRight")
        shown.keyboard.press("ArrowRight")
        assert said.inner_text().startswith("To Discover")
        shown.keyboard.press("Space")
        shown.wait_for_selector("#asked[open]")
        assert shown.asked == ["GET /styleguide?to=3"]

    def test_escape_puts_it_back(self, guide: Callable[..., Any]) -> None:
        shown = guide(parts=self.MOVE)
        shown.focus("[data-handle]")
        for key in ("Enter", "ArrowRight", "Escape"):
            shown.keyboard.press(key)
        assert shown.locator(".kan + [role=status]").inner_text() == "Put back."
        assert shown.asked == []
        assert shown.locator(".moving, .target").count() == 0

    def test_by_mouse(self, guide: Callable[..., Any]) -> None:
        shown = guide(parts=self.MOVE)
        card = shown.locator("[data-card]")
        card.scroll_into_view_if_needed()
        start, target = card.bounding_box(), shown.locator("[data-step='2']").bounding_box()
        shown.mouse.move(start["x"] + 30, start["y"] + 12)
        shown.mouse.down()
        shown.mouse.move(target["x"] + 60, target["y"] + 90, steps=8)
        assert shown.locator("[data-step='2'].target").count() == 1
        shown.mouse.up()
        shown.wait_for_selector("#asked[open]")
        assert shown.asked == ["GET /styleguide?to=2"]

    def test_by_finger_after_a_hold(self, guide: Callable[..., Any]) -> None:
        shown, touch, x, y = _finger(guide(parts=self.MOVE, width=390, has_touch=True, is_mobile=True))
        touch("touchStart", x, y)
        shown.wait_for_selector("[data-card].moving")
        for step in range(1, 9):
            touch("touchMove", x + (375 - x) * step / 8, y)
        shown.wait_for_selector("[data-step='2'].target")
        touch("touchEnd")
        shown.wait_for_selector("#asked[open]")
        assert shown.asked == ["GET /styleguide?to=2"]

    def test_a_swipe_only_scrolls(self, guide: Callable[..., Any]) -> None:
        shown, touch, x, y = _finger(guide(parts=self.MOVE, width=390, has_touch=True, is_mobile=True))
        touch("touchStart", x, y)
        for step in range(1, 9):
            touch("touchMove", x - 7 * step, y)
        touch("touchEnd")
        assert shown.evaluate("document.querySelector('.kan').scrollLeft") > 0
        assert shown.asked == []
        assert shown.locator(".moving, .target").count() == 0


def _finger(shown: Any) -> tuple[Any, Callable[..., None], float, float]:
    card = shown.locator("[data-card]")
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    finger = shown.context.new_cdp_session(shown)

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return shown, touch, box["x"] + 40, box["y"] + 15
