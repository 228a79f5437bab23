"""Accounts above and below an account, at any depth."""

from dataclasses import dataclass

from django.db import connection

from dugout.accounts.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """An account of the family."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Who is above an account, the topmost first, and who lies directly under it; `more` when not all are here."""

    above: tuple[Relative, ...]
    below: tuple[Relative, ...]
    more: bool


MOST_BELOW = 100
# Deeper than any company; an end even where a circle came in past the rule.
_DEEPEST = 1000
_ABOVE = """
with recursive above(id, name, parent_id, height) as (
  select id, name, parent_id, 0 from dugout_account where id = %s
  union all
  select a.id, a.name, a.parent_id, above.height + 1
  from dugout_account a join above on a.id = above.parent_id
  where above.height < %s)
select id, name from above where height > 0 order by height desc
"""


def above(account_id: int) -> tuple[Relative, ...]:
    """The parent, its parent and so on, the topmost first."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [account_id, _DEEPEST])
        return tuple(Relative(id=number, name=name) for number, name in cursor.fetchall())


def family_of(account_id: int) -> Family:
    """Who is above and who directly below."""
    rows = Account.objects.filter(parent_id=account_id).order_by("name_key", "id").values_list("id", "name")
    found = [Relative(id=number, name=name) for number, name in rows[: MOST_BELOW + 1]]
    return Family(above=above(account_id), below=tuple(found[:MOST_BELOW]), more=len(found) > MOST_BELOW)
