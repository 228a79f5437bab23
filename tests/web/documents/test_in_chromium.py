"""What only a browser shows of the document: a clash, a dialog, and a draft that outlived a newer revision."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from dugout.accounts.models import Account
from tests.client_document.scene import OUR_PLANS, save

pytestmark = [pytest.mark.journey, pytest.mark.django_db]
Opened = Callable[..., Any]


def stands(shown: Any, name: str) -> None:
    """Nothing against axe, the CSP or the width; a picture where they are asked for."""
    if folder := os.environ.get("DUGOUT_SHOTS"):
        shown.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert shown.complaints == []
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(shown).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


@pytest.fixture
def clash(written: Account, page: Callable[[str], Client]) -> tuple[str, Any]:
    """The answer to Ines Duarte, who began at revision 1 and wrote while revision 2 was saved."""
    path = f"/accounts/{written.id}/document/plans/write"
    body = OUR_PLANS.replace("June", "July") + "\n- quiet hours\n\nBudget is agreed."
    answer = page("account_manager").post(path, {"body": body, "message": "Heard today", "seen": "1"})
    assert answer.status_code == 412
    answer.status_code = 200  # the browser's own console complains of any other
    return path, answer


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_a_clash_takes_the_focus_and_shows_both_texts(
    clash: tuple[str, Any], opened: Opened, width: int, theme: str
) -> None:
    path, answer = clash
    shown = opened({path: answer}, path, width=width, theme=theme)
    assert shown.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert "July" in shown.input_value("[name=body]")
    assert [part.inner_text() for part in shown.locator(".diff del").all()] == ["June"]
    stands(shown, f"clash-{width}-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("form", ["needs/new?kind=need", "goals/new", "promises/new"])
def test_a_form_opens_over_the_document_as_a_dialog(
    written: Account, page: Callable[[str], Client], answers: Callable[..., Any], opened: Opened,
    form: str, theme: str,
) -> None:  # fmt: skip
    path = f"/accounts/{written.id}/document"
    address = f"/accounts/{written.id}/{form}"
    part = page("account_manager").get(address, headers={"X-Requested-With": "fetch"})
    where = address.partition("?")[0]
    parts = {where: {"status": 200, "body": part.content.decode(), "content_type": "text/html"}}
    shown = opened(answers(path), path, theme=theme, parts=parts)
    shown.click(f'a[href="{address}"]')
    shown.wait_for_selector("dialog[open] form")
    assert shown.evaluate("document.activeElement.name") == "text"
    stands(shown, f"dialog-{form.partition('/')[0]}-{theme}")


def test_a_draft_begun_on_an_older_revision_is_never_taken_for_the_newer(
    written: Account, answers: Callable[..., Any], opened: Opened, author: Callable[[str], Any],
    at: dt.datetime,
) -> None:  # fmt: skip
    """Typed at revision 2, left; revision 3 is saved; the draft comes back with 2, so that saving is refused."""
    path, elsewhere = f"/accounts/{written.id}/document/plans/write", f"/accounts/{written.id}/document"
    pages = answers(path, elsewhere)
    save(written, "plans", "Hull opens in August.", 2, author("account_manager"), at)
    later = answers(path)
    shown = opened(pages, path)
    shown.fill("[name=body]", "My own words.")
    shown.goto(f"http://dugout.test{elsewhere}")
    pages |= later
    shown.goto(f"http://dugout.test{path}")
    assert shown.input_value("[name=body]") == "My own words."
    assert shown.evaluate("document.querySelector('[name=seen]').value") == "2"
    shown.click("text=Throw it away")
    assert shown.input_value("[name=body]") == "Hull opens in August."
    assert shown.evaluate("document.querySelector('[name=seen]').value") == "3"
