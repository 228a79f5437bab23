"""Records by their names, each with what tells it from others: where it belongs, how it stands."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection

from dugout.history.terms import RECORD_KINDS
from dugout.overview.rules.life import base_of
from dugout.overview.terms.finding import FoundRecord
from dugout.overview.terms.snapshot import LifeFacts
from dugout.search.queries import find_names
from dugout.search.rules import marked, words_of
from dugout.search.terms import KINDS, FoundName

# What is told of each kind, as one list of words; empty ones are left out.
DETAILS = {
    "account": """select a.id, json_build_array(
         coalesce(nullif(a.city, ''), a.country), a.stage,
         case when f.open_opportunities > 0 then 'step ' || f.step end,
         a.stage, f.handoff_open, f.managed_since is not null)
       from dugout_account a join dugout_accountfigures f on f.account_id = a.id where a.id = any(%(account)s)""",
    "contact": """select c.id, json_build_array(c.title, a.name, case when c.left_on is not null then 'left' end)
       from dugout_contact c join dugout_account a on a.id = c.account_id where c.id = any(%(contact)s)""",
    "opportunity": """select o.id, json_build_array(
         a.name, case when o.outcome = 'open' then 'step ' || s.number || ', ' || s.name else o.outcome end)
       from dugout_opportunity o join dugout_sellingstep s on s.id = o.step_id
       left join dugout_account a on a.id = o.account_id where o.id = any(%(opportunity)s)""",
    "person": """select p.id, json_build_array(p.title, case when p.left_on is not null then 'left' end)
       from dugout_person p where p.id = any(%(person)s)""",
}  # fmt: skip


def find_records(
    typed: str, *, kinds: Collection[str] = KINDS, most: int = 5
) -> Mapping[str, list[FoundRecord]]:
    """Records by kind, the best first. At most five queries; none for nothing typed."""
    found = find_names(typed, kinds=kinds, most=most)
    if not found:
        return {}
    words, details = words_of(typed), _details(found)
    records = {
        kind: [
            _record(one, words, details[kind, one.record_id])
            for one in rows
            if (kind, one.record_id) in details
        ]
        for kind, rows in found.items()
    }
    return {kind: rows for kind, rows in records.items() if rows}


def _details(found: Mapping[str, Collection[FoundName]]) -> dict[tuple[str, int], list[Any]]:
    """What is told of each record. One query."""
    parts = [f"select '{kind}', r.* from ({DETAILS[kind]}) r" for kind in found]
    with connection.cursor() as cursor:
        cursor.execute(
            " union all ".join(parts), {kind: [one.record_id for one in rows] for kind, rows in found.items()}
        )
        return {(kind, record_id): told for kind, record_id, told in cursor.fetchall()}


def _record(one: FoundName, words: tuple[str, ...], told: list[Any]) -> FoundRecord:
    base = None
    if one.kind == "account":
        stage, handoff_open, managed = told[-3:]
        told, base = told[:-3], base_of(LifeFacts(stage=stage, handoff_open=handoff_open, managed=managed))
    return FoundRecord(
        kind=one.kind,
        id=one.record_id,
        name=one.name,
        pieces=tuple(marked(one.name, words)),
        detail=", ".join(word for word in told if word),
        path=RECORD_KINDS.get(one.kind).path(one.record_id),
        base=base,
    )
