"""What the list of accounts can be narrowed to, and what a form offers for industry and country."""

from dataclasses import dataclass

from dugout.statements.asking import ask


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
union all (select 'owner', p.id, p.name from owners join dugout_person p on p.id = owners.value
           order by p.name, p.id limit {MOST})
union all (select 'currency', null, currency from dugout_company limit 1)
"""


def account_choices() -> Choices:
    """One query, however many accounts there are."""
    texts: dict[str, list[str]] = {"industry": [], "country": [], "currency": []}
    owners = []
    for kind, person_id, text in ask(SQL, {}):
        if kind == "owner":
            owners.append((person_id, text))
        else:
            texts[kind].append(text)
    return Choices(
        owners=tuple(owners),
        industries=tuple(texts["industry"]),
        countries=tuple(texts["country"]),
        currency=next(iter(texts["currency"]), "EUR"),
    )
