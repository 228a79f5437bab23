"""The lists that stand beside an account: signals, promises, hand-off, papers, contacts, our people. One statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dugout.accounts.terms import DecisionRole
from dugout.our_company.models import Department, Position
from dugout.overview.terms.snapshot import (
    ContactNow,
    HandoffNow,
    OnIt,
    PaperNow,
    PromiseNow,
    SignalNow,
)
from dugout.people.models import Person
from dugout.revenue.models import Paper
from dugout.revenue.queries.papers import status_of
from dugout.statements.asking import ask_for_records
from dugout.timeline.rules.wording import listed

# More than this nobody reads on one page; lists of their own hold the rest.
MOST_SIGNALS, MOST_PROMISES, MOST_PAPERS, MOST_CONTACTS = 20, 50, 20, 100

SIGNALS = f"""
select s.id, s.kind, s.severity, s.text, s.raised_at, coalesce(r.name, '') as raised_by,
       coalesce(c.name, '') as claimed_by
  from dugout_signal s
  left join dugout_person r on r.id = s.raised_by_id left join dugout_person c on c.id = s.claimed_by_id
 where s.account_id = %(account)s and s.resolved_at is null
 order by s.severity desc, s.raised_at, s.id limit {MOST_SIGNALS}"""

PROMISES = f"""
select m.id, m.text, b.name as by, coalesce(btrim(k.given_name || ' ' || k.family_name), '') as to, m.due_on
  from dugout_promise m
  join dugout_person b on b.id = m.by_id left join dugout_contact k on k.id = m.to_contact_id
 where m.account_id = %(account)s and m.state = 'open'
 order by m.due_on nulls last, m.id limit {MOST_PROMISES}"""

# Who hands over is frozen when it ends; until then it is who may submit (handoffs/rules.py, `who_hands_over`).
HANDOFF = """
select h.id, h.state, f.name as from_person, coalesce(r.name, d.name) as to, h.opened_at, h.ended_at
  from dugout_handoff h
  join dugout_account a on a.id = h.account_id
  join dugout_person f on f.id = case
    when h.ended_at is not null or a.owner_id is null or a.owner_id = h.receiver_id then h.from_person_id
    else a.owner_id end
  left join dugout_person r on r.id = h.receiver_id left join dugout_department d on d.id = h.pool_id
 where h.account_id = %(account)s
 order by h.ended_at desc nulls first, h.id desc limit 1"""

PAPERS = f"""
select p.id, p.kind, p.value, p.currency, p.signed_on, p.ends_on, p.confirmed_at
  from dugout_paper p
 where p.account_id = %(account)s
 order by p.id desc limit {MOST_PAPERS}"""

CONTACTS = f"""
select k.id, k.given_name, k.family_name, k.title, k.attitude, k.left_on,
       (select json_agg(r.role order by r.role) from dugout_contactrole r where r.contact_id = k.id) as roles
  from dugout_contact k
 where k.account_id = %(account)s
 order by k.left_on nulls first, exists (select 1 from dugout_contactrole r where r.contact_id = k.id) desc,
          k.influence desc nulls last, k.family_name, k.id limit {MOST_CONTACTS}"""

# Each reason for which somebody of ours is on the account, in the order in which people stand.
PEOPLE = """
select p.id, p.name, p.phone, d.side, o.code, w.why, w.what
  from (
    select owner_id as person_id, 1 as place, 'owner' as why, '' as what, 0 as nth
      from dugout_account where id = %(account)s
    union all
    select owner_id, 2, 'sells', name, id from dugout_opportunity
     where account_id = %(account)s and settled_at is null and outcome in ('open', 'won')
    union all
    select t.person_id, 3, 'helps', s.name, s.id from dugout_opportunitymember t
      join dugout_opportunity s on s.id = t.opportunity_id
     where s.account_id = %(account)s and s.settled_at is null and s.outcome in ('open', 'won')
    union all
    select owner_id, 4, 'sold', '', min(id) from dugout_opportunity
     where account_id = %(account)s and kind = 'new_business' and outcome = 'won' and settled_at is not null
     group by owner_id
  ) w
  join dugout_person p on p.id = w.person_id
  left join dugout_post t on t.person_id = p.id and t.during @> %(day)s::date
  left join dugout_department d on d.id = t.department_id left join dugout_position o on o.id = d.position_id
 order by w.place, w.nth, p.id"""

# What phase and base path are read from.
LIFE = """
select
  (select json_agg(distinct kind) from dugout_opportunity
    where account_id = %(account)s and outcome = 'open') as open_kinds,
  (select json_agg(distinct m.kind) from dugout_movement m
    where m.account_id = %(account)s and m.reverses_id is null
      and not exists (select 1 from dugout_movement r where r.reverses_id = m.id)) as movements,
  (select on_day from dugout_stagechange where account_id = %(account)s
    order by on_day desc, id desc limit 1) as stage_since"""

PARTS = {
    "signals": SIGNALS, "promises": PROMISES, "handoff": HANDOFF, "papers": PAPERS, "contacts": CONTACTS,
    "people": PEOPLE, "life": LIFE,
}  # fmt: skip
SQL = "select " + ",\n".join(f"(select json_agg(x) from ({sql}) x) as {name}" for name, sql in PARTS.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAccount:
    """Everything that stands beside an account on a day."""

    signals: tuple[SignalNow, ...]
    promises: tuple[PromiseNow, ...]
    handoff: HandoffNow | None
    papers: tuple[PaperNow, ...]
    contacts: tuple[ContactNow, ...]
    people: tuple[OnIt, ...]
    open_kinds: frozenset[str]
    movements: frozenset[str]
    stage_since: date | None


def on_account(account_id: int, *, day: date, managed: bool) -> OnAccount:
    """One query. `managed` says whether its owner is an account manager by an accepted hand-off."""
    (row,) = ask_for_records(SQL, {"account": account_id, "day": day})
    found: dict[str, list[dict[str, Any]]] = {name: rows or [] for name, rows in row.items()}
    life = found["life"][0]
    handoff = next(iter(found["handoff"]), None)
    return OnAccount(
        signals=tuple(
            SignalNow(**{**row, "raised_at": _moment(row["raised_at"])}) for row in found["signals"]
        ),
        promises=tuple(PromiseNow(**{**row, "due_on": _day(row["due_on"])}) for row in found["promises"]),
        handoff=_handoff(handoff) if handoff else None,
        papers=tuple(_paper(row, day) for row in found["papers"]),
        contacts=tuple(_contact(row) for row in found["contacts"]),
        people=tuple(_people(found["people"], managed=managed)),
        open_kinds=frozenset(life["open_kinds"] or ()),
        movements=frozenset(life["movements"] or ()),
        stage_since=_day(life["stage_since"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _handoff(row: Mapping[str, Any]) -> HandoffNow:
    return HandoffNow(**{**row, "opened_at": _moment(row["opened_at"]), "ended_at": _moment(row["ended_at"])})


def _paper(row: Mapping[str, Any], day: date) -> PaperNow:
    ends_on = _day(row["ends_on"])
    return PaperNow(
        id=row["id"],
        kind=row["kind"],
        status=status_of(Paper(confirmed_at=_moment(row["confirmed_at"]), ends_on=ends_on), day=day),
        value=row["value"],
        currency=row["currency"],
        signed_on=_day(row["signed_on"]),
        ends_on=ends_on,
    )


def _contact(row: Mapping[str, Any]) -> ContactNow:
    given, family = row["given_name"], row["family_name"]
    return ContactNow(
        id=row["id"],
        name=f"{given} {family}".strip(),
        initials=f"{given[:1]}{family[:1]}".upper(),
        title=row["title"],
        roles=tuple(DecisionRole(role).label for role in row["roles"] or ()),
        attitude=row["attitude"],
        left_on=_day(row["left_on"]),
    )


def _people(rows: Iterable[Mapping[str, Any]], *, managed: bool) -> Iterable[OnIt]:
    """Each person once, with all reasons; in the order of the first one."""
    words = {
        "owner": "account manager" if managed else "owner", "sells": "sells {}",
        "helps": "works on {}", "sold": "sold it",
    }  # fmt: skip
    people: dict[int, Mapping[str, Any]] = {}
    why: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        people.setdefault(row["id"], row)
        why[row["id"]][row["why"]].append(row["what"])
    for key, row in people.items():
        position = Position(code=row["code"]) if row["code"] else None
        yield OnIt(
            person_id=key,
            name=row["name"],
            initials=Person(name=row["name"]).initials,
            mark=Department(side=row["side"], position=position).mark if row["side"] else "c",
            phone=row["phone"],
            why=tuple(words[reason].format(listed(names)) for reason, names in why[key].items()),
        )
