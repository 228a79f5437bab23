"""Every no as a page: what happened, what is safe, what to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from dugout.values.refused import Refused
from dugout.web.errors import csrf_refused, error_page, refusal_page
from tests.web.standing import stands_everywhere

PAGES = Path(__file__).resolve().parents[3] / "dugout" / "web" / "templates" / "errors"
STATUSES = sorted(int(path.stem) for path in PAGES.glob("[0-9]*.html"))
SAFE = re.compile(r"[Nn]othing|is safe|read every account")


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_says_what_happened_what_is_safe_and_what_to_do(status: int) -> None:
    request = RequestFactory().get("/somewhere")
    request.META["DUGOUT_REQUEST_ID"] = "0123456789abcdef"
    answer = error_page(request, status)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    assert answer.status_code == status
    assert SAFE.search(text), "what is safe"
    assert "Go to Today" in text
    assert "Number of this request: 0123456789abcdef" in text
    assert not re.search(r"\b(Oops|[Ii]nvalid|[Ff]orbidden|error \d)", text)
    assert answer.content.count(b"<h1") == 1


def test_a_refusal_says_its_own_reason_as_text() -> None:
    refusal = Refused.because("Priya <b>Raman</b> was first.", "Open it again.")
    shown = refusal_page(RequestFactory().get("/"), refusal).content.decode()
    assert "Priya &lt;b&gt;Raman&lt;/b&gt; was first. Open it again." in shown


def test_a_form_whose_session_ended_says_that_its_text_is_kept() -> None:
    answer = csrf_refused(RequestFactory().post("/"))
    assert answer.status_code == 403
    assert "what you typed is kept" in answer.content.decode()


@pytest.mark.journey
@pytest.mark.django_db
def test_every_error_page_stands_in_both_themes_and_widths(
    page: Callable[[str], Client], opened: Callable[..., Any]
) -> None:
    client = page("seller")
    real = {path: client.get(path) for path in ("/nothing-here", "/settings/company")}
    assert [answer.status_code for answer in real.values()] == [404, 403]
    made = {f"/{status}": error_page(RequestFactory().get("/"), status) for status in STATUSES}
    made["/expired"] = csrf_refused(RequestFactory().post("/"))
    for answer in made.values():
        answer.headers["Content-Security-Policy"] = real["/nothing-here"]["Content-Security-Policy"]
    made["/500"].status_code = 200  # a browser's console complains of every 500, however the page looks
    pages = {**real, **made}
    for path in pages:
        stands_everywhere(opened(pages, path), f"error{path.replace('/', '-')}")
