"""What the list of accounts can be narrowed to, and what a form offers for industry and country."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery

from dugout.our_company.models import Company
from dugout.our_company.queries import the_company
from dugout.people.models import Person
from dugout.statements import Kept, among, ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Who owns accounts, and the industries and countries that are written on any; the company's currency."""

    owners: tuple[tuple[int, str], ...]
    industries: tuple[str, ...]
    countries: tuple[str, ...]
    currency: str


# So many of each, by name: more are for the search, not for a chooser.
MOST = 300
# Walks from each value to the next larger one: a few steps of an index, not a look at every account.
_WALK = """
  {name}(value) as (
    (select {column} from dugout_account where {column} > {least} order by {column} limit 1)
    union all
    select (select a.{column} from dugout_account a where a.{column} > w.value order by a.{column} limit 1)
    from {name} w where w.value is not null)"""
SQL = f"""
with recursive {_WALK.format(name="industries", column="industry", least="''")},
{_WALK.format(name="countries", column="country", least="''")},
{_WALK.format(name="owners", column="owner_id", least="0")}
(select 'industry', null::bigint, value from industries where value is not null limit {MOST})
union all (select 'country', null, value from countries where value is not null limit {MOST})
union all select 'owner', value, '' from owners where value is not null
"""
# Each row brings the company's currency along, which saves asking for it.
_OWNERS = Kept(
    lambda: (
        Person.objects.filter(among("id", "owners"))
        .order_by("name", "id")
        .values_list("id", "name", Subquery(Company.objects.values("currency")[:1]))[:MOST]
    )
)


def account_choices() -> Choices:
    """What is written on accounts, however many there are."""
    found: dict[str, list[Any]] = {"industry": [], "country": [], "owner": []}
    for kind, person_id, text in ask(SQL, {}):
        found[kind].append(person_id or text)
    owners = _OWNERS.rows(owners=found["owner"])
    currency = owners[0][2] if owners else (the_company() or Company()).currency
    return Choices(
        owners=tuple((person_id, name) for person_id, name, _ in owners),
        industries=tuple(found["industry"]),
        countries=tuple(found["country"]),
        currency=currency,
    )
