"""The raw floor over HTTP: `FLOOR_DB=URL granian --interface wsgi bench.floor_wsgi:application`."""

import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from bench.floor_tables import Floor

_own = threading.local()


def floor() -> Floor:
    """One connection for each thread."""
    if not hasattr(_own, "floor"):
        _own.floor = Floor(os.environ["FLOOR_DB"])
    found: Floor = _own.floor
    return found


def answer(environ: dict[str, Any]) -> Any:
    _, what, *rest = environ["PATH_INFO"].split("/")
    if what == "list":
        return floor().list()
    if what == "account":
        return floor().account(int(rest[0]))
    if what == "log":
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        return floor().log(int(rest[0]), body.decode())
    if what == "search":
        return floor().search(parse_qs(environ.get("QUERY_STRING", ""))["q"][0])
    if what == "by-step":
        return floor().by_step()
    return {"ok": True}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = json.dumps(answer(environ), default=str).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
