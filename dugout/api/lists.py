"""How every list answers: `{"items": [...], "next": URL or null}`, `?limit=` up to 500."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from ninja import Schema

from dugout.paging.keyset import page_of
from dugout.values.refused import Problem, Refused

M = TypeVar("M", bound=Model)
MOST = 500


def answer_list(
    request: HttpRequest,
    rows: QuerySet[M],
    *,
    order: Sequence[str],
    show: Callable[[M], Any],
    default_limit: int = 50,
) -> HttpResponse:
    """One page of rows as the book's list. Reads `limit` and `after` from the query string."""
    limit = read_limit(request.GET.get("limit"), default_limit)
    page = page_of(rows, order=order, after=request.GET.get("after"), limit=limit)
    return list_of(request, [show(row) for row in page.rows], page.after)


def list_of(request: HttpRequest, items: Sequence[Any], after: str | None) -> HttpResponse:
    """Items of one page as the book's list, with the address of the next page after a cursor."""
    query = request.GET.copy()
    return written_out(page_out(request, items, request.path, query, after))


def page_out(
    request: HttpRequest, items: Sequence[Any], path: str, query: QueryDict, after: str | None
) -> dict[str, Any]:
    """As `list_of`, for the page of a list that `path` and `query` would answer."""
    following = None
    if after:
        query["after"] = after
        following = request.build_absolute_uri(f"{path}?{query.urlencode()}")
    return {"items": items, "next": following}


def written_out(body: dict[str, Any]) -> HttpResponse:
    """JSON, written out at once: to check every item of a list against its shape again took longer than to find them.

    That such answers are what the description says is proven by tests/api/test_every_answer.py.
    """
    text = json.dumps(body, default=_plain, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _plain(value: Any) -> Any:
    """What JSON has no form for: a shape is its fields, a day or a moment its text."""
    if isinstance(value, Schema):
        return value.model_dump(mode="json")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON.")


def read_limit(given: str | None, default: int) -> int:
    """A limit from 1 to 500. Refused when it is none."""
    if given is None:
        return default
    if given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= MOST:
        return int(given)
    raise Refused(
        (
            Problem(
                field="limit",
                what=f"A page holds 1 to {MOST} items.",
                remedy=f"Send a whole number up to {MOST}.",
            ),
        )
    )
