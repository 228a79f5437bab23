"""What a page draws many times is drawn once: its marks, and the token of its forms.

Kept for the list of accounts, whose fifty rows draw 200 marks and 50 tokens; decision 0008 has the figure.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

MARKS = ("icon", "pos", "basepath", "av", "chip")


def marks_drawn_once(components: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    """The marks among the components, each drawn once for the same arguments."""
    return {name: lru_cache(1024)(components[name]) for name in MARKS}


def same_token_in_every_form(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input` made once a page: Django would make one anew for each of its forms."""
    return {"csrf_input": SimpleLazyObject(lambda: csrf_input(request))}
