"""Every no as a page: what happened, what is safe, what to do."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

from dugout.values.refused import Refused
from dugout.web.errors import csrf_refused, error_page, refusal_page

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
