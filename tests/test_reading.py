"""What a test reads of a page is what a person reads."""

import pytest
from django.test import Client

from tests.reading import as_read


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<ul>\n  <li>\n    One\n    two\n  </li>\n</ul>\n", "<ul><li>One two</li></ul>"),
        ('<input\n  name="a"\n  checked\n>', '<input name="a" checked>'),
        ('<i\n  class="x  y"\n>a</i>', '<i class="x  y">a</i>'),
        ("<p>\n  by <a>Tom</a>,\n  <b>late</b>\n</p>", "<p>by <a>Tom</a>, <b>late</b></p>"),
        ("<p><a>Tom</a>\n<b>late</b></p>", "<p><a>Tom</a> <b>late</b></p>"),
        ("<p><a>Tom</a><b>late</b></p>", "<p><a>Tom</a><b>late</b></p>"),
        ("<b>a</b> <button>\n  Save\n</button> <b>c</b>", "<b>a</b> <button>Save</button> <b>c</b>"),
        ("<textarea>\n a  b\n</textarea>\n<p>", "<textarea>\n a  b\n</textarea><p>"),
        ('<p class="sub pre">a  b\n<b> c </b></p>\n<p>', '<p class="sub pre">a  b\n<b> c </b></p><p>'),
        ('<svg><use href="#a" /></svg>', '<svg><use href="#a"/></svg>'),
    ],
)
def test_space_is_read_where_it_is_seen(sent: str, read: str) -> None:
    assert as_read(sent) == read


@pytest.mark.django_db
def test_a_page_is_kept_as_it_was_sent_beside_as_it_is_read() -> None:
    answer = Client().get("/sign-in")
    assert b"\n" in answer.sent
    assert answer.content == as_read(answer.sent.decode()).encode()
