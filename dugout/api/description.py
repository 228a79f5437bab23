"""The OpenAPI description, with what holds for every operation said at each: refusals, versions, keys."""

from functools import lru_cache
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from dugout.api.problems import CONTENT_TYPE

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "The write happens once for this key of this token; sent again within a day, it gets the same "
    "answer, later or where that showed a secret 409.",
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    "description": "The ETag of what was read. Without it 428, of an older version 412.",
}


class DescribedApi(NinjaAPI):
    """Ninja's API, whose description is made once and tells of headers and of problem details."""

    def get_openapi_schema(
        self,
        *,
        path_prefix: str | None = None,
        path_params: dict[str, Any] | None = None,  # noqa: ARG002  our own address has none
    ) -> OpenAPISchema:
        return _described(self, path_prefix)


@lru_cache(maxsize=8)
def _described(api: DescribedApi, path_prefix: str | None) -> OpenAPISchema:
    schema = NinjaAPI.get_openapi_schema(api, path_prefix=path_prefix)
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            _describe(method, operation)
    return schema


def _describe(method: str, operation: dict[str, Any]) -> None:
    parameters = operation.setdefault("parameters", [])
    if method not in {"get", "head"}:
        parameters.append(IDEMPOTENCY_KEY)
    if "428" in _texts(operation["responses"]):
        parameters.append(IF_MATCH)
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and "content" in answer:
            answer["content"] = {CONTENT_TYPE: next(iter(answer["content"].values()))}


def _texts(responses: dict[Any, Any]) -> set[str]:
    return {str(status) for status in responses}
