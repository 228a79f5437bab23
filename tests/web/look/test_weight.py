"""What a page weighs on its way to a browser."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/accounts", "/selling", "/people", "/styleguide"])
def test_a_page_is_sent_packed_and_leaves_room_for_styles_and_scripts(
    page: Callable[[str], Client], path: str
) -> None:
    """Styles, scripts and icons may take 48 kB packed (test_files); with a page's 40 kB they stay below 100."""
    answer: Any = page("seller").get(path, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 40_000
    assert gzip.decompress(answer.content).startswith(b"<!DOCTYPE html>")
