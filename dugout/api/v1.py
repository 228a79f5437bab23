"""The API itself: one router for each resource, named by the glossary's words."""

from importlib import import_module

from dugout import __doc__ as about
from dugout.api.auth import TokenAuth
from dugout.api.description import DescribedApi
from dugout.api.problems import answer_in_problems

RESOURCES: tuple[str, ...] = (
    "accounts",
    "contacts",
    "entries",
    "signals",
    "notifications",
    "documents",
    "needs",
    "goals",
    "promises",
    "handoffs",
    "contracts",
    "orders",
    "movements",
    "snapshots",
    "opportunities",
    "products",
    "processes",
    "imports",
    "people",
    "departments",
    "absences",
    "tokens",
    "calendars",
    "company",
)

api = DescribedApi(
    title="Dugout",
    version="1",
    description=about or "",
    auth=TokenAuth(),
    urls_namespace="api-1",
    docs_url=None,
)
answer_in_problems(api)
for name in RESOURCES:
    api.add_router("", import_module(f"dugout.api.{name}").router, tags=[name])
