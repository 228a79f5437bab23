"""Looks at a page in both themes and two widths."""

from collections.abc import Callable
from typing import Any

from tests.web.standing import stands_everywhere


def look(opened: Callable[..., Any], pages: dict[str, Any], path: str, name: str) -> None:
    stands_everywhere(opened(pages, path), name)
