"""A place in a query set for a value that comes later."""

from typing import Any

from django.db.models import BooleanField, F, Field, Func
from django.db.models.expressions import Expression


class Given(Expression):
    """Stands where a value would: `filter(account_id=Given("account"))`. See `Kept`."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002
        return "%s", [self]


def among(field: str, name: str) -> Func:
    """Whether the field is one of the values that come later: `filter(among("owner_id", "owners"))`."""
    return Func(
        F(field), Given(name), arg_joiner=" = any(", template="%(expressions)s)", output_field=BooleanField()
    )
