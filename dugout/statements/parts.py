"""Several query sets in one statement."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject


def rows_of(found: QuerySet[Any], **columns: Any) -> ArraySubquery:
    """The rows of a query set as one column of another: a list of mappings, in which days and moments are texts."""
    return ArraySubquery(found.values(json=JSONObject(**columns)))
