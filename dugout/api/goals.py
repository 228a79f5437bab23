"""Goals of the client."""

from ninja import Router

from dugout.api.items import GOAL
from dugout.api.records import serve

router = Router()
serve(router, GOAL, "/goals")
