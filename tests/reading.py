"""Tests read a page as people do: the white space that nobody sees, which the formatter lays out, is left out."""

import re
from typing import Any

import pytest
from django.test import Client

# What stands on lines of its own, or draws no text: space beside it is not seen.
BLOCKS = frozenset({
    "html", "head", "body", "title", "meta", "link", "script", "main", "nav", "header", "footer",
    "section", "article", "aside", "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
    "form", "fieldset", "legend", "details", "summary", "dialog", "hr", "blockquote", "pre", "br",
    "svg", "g", "path", "rect", "use", "symbol", "select", "option", "optgroup", "datalist",
    "!doctype",
})  # fmt: skip
KEPT = frozenset({"pre", "textarea"})
VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path", "rect", "use", "!doctype"})
_PIECE = re.compile(r"""(<!--.*?-->|</?!?[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_IN_TAG = re.compile(r"""("[^"]*"|'[^']*')|\s+""")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def as_read(html: str) -> str:
    """The page with one space where a reader sees one, and as it was where each is kept."""
    out: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    at_edge = True
    for number, piece in enumerate(_PIECE.split(html)):
        if number % 2 == 0:
            if open_tags and open_tags[-1][1]:
                out.append(piece)
            elif text := _SPACE.sub(" ", piece):
                out.append(text.lstrip(" ") if at_edge else text)
            at_edge = at_edge and not piece.strip()
            continue
        tag = _tag(piece)
        name = re.match(r"</?([\w!-]+)", tag)[1].lower() if not tag.startswith("<!--") else ""  # type: ignore[index]
        closes = tag.startswith("</")
        kept = bool(open_tags and open_tags[-1][1])
        if out and not kept and (name in BLOCKS or (closes and name == "button")):
            out[-1] = out[-1].rstrip(" ") if not out[-1].startswith("<") else out[-1]
        out.append(tag)
        at_edge = name in BLOCKS or (name == "button" and not closes)
        if closes:
            while open_tags and open_tags.pop()[0] != name:
                pass
        elif name and name not in VOID and not tag.endswith("/>"):
            open_tags.append((name, kept or name in KEPT or bool(re.search(r'class="[^"]*\bpre\b', tag))))
    return "".join(out)


def _tag(piece: str) -> str:
    spaced = _IN_TAG.sub(lambda found: found[1] or " ", piece)
    return re.sub(r" (/?>)$", r"\1", spaced)


def read_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """For each page that the suite's client is given; `sent` is the page as it was sent."""
    original = Client.request

    def reading(self: Client, **request: Any) -> Any:
        answer = original(self, **request)
        answer.sent = None if answer.streaming else answer.content
        kind = answer.get("Content-Type", "")
        if answer.sent and kind.startswith("text/html") and "Content-Encoding" not in answer:
            answer.content = as_read(answer.content.decode()).encode()
        return answer

    monkeypatch.setattr(Client, "request", reading)
