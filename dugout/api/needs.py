"""Needs and aspirations of the client."""

from ninja import Router

from dugout.api.items import NEED
from dugout.api.records import serve

router = Router()
serve(router, NEED, "/needs")
