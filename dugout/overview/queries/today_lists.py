"""What stands on somebody's Today beside hand-offs, and the figures of their book. One statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dugout.access.terms import Viewer
from dugout.our_company.models import Department, Position
from dugout.overview.terms.snapshot import Changed
from dugout.overview.terms.today import Book, FirstSteps, Over, Renewal
from dugout.people.queries.standing import heads_of_sides
from dugout.selling.queries.sellers import accounts_sold_to
from dugout.statements.asking import ask_for_records
from dugout.timeline.terms import TELLS_FROM

# More than this nobody plays in a day; the lists hold the rest.
MOST_OF_A_KIND = 50
RENEWAL_SOON = timedelta(days=90)
FINANCE = "1b"

# Signals with the first reason for which they stand here: mine; on an account of mine; where I sell or lately sold;
# on an account of nobody, for who heads a side.
SIGNALS = f"""
select s.id, s.kind, s.severity, s.text, s.raised_at, s.account_id, a.name as account, w.reason,
       coalesce(r.name, '') as raised_by, coalesce(c.name, '') as claimed_by
  from (
    select id, min(reason) as reason from (
      select id, 1 as reason from dugout_signal where resolved_at is null and claimed_by_id = any(%(acts_for)s)
      union all
      select s.id, 2 from dugout_signal s join dugout_account a on a.id = s.account_id
       where s.resolved_at is null and s.claimed_by_id is null and a.owner_id = any(%(acts_for)s)
      union all
      select s.id, 3 from dugout_signal s join dugout_account a on a.id = s.account_id
       where s.resolved_at is null and s.severity >= {TELLS_FROM.value}
         and coalesce(a.owner_id <> all(%(acts_for)s), true)
         and s.account_id = any(%(sold_to)s)
      union all
      select s.id, 4 from dugout_signal s join dugout_account a on a.id = s.account_id
       where s.resolved_at is null and s.claimed_by_id is null and s.severity >= {TELLS_FROM.value}
         and a.owner_id is null and %(heads_a_side)s
    ) reasons group by id
  ) w
  join dugout_signal s on s.id = w.id join dugout_account a on a.id = s.account_id
  left join dugout_person r on r.id = s.raised_by_id left join dugout_person c on c.id = s.claimed_by_id
 order by s.severity desc, s.raised_at, s.id limit {MOST_OF_A_KIND}"""

# Open sales of mine without a next step, or on its day, or past it: the first of each by the index of each person's.
DUE = """select id, next_step_on from dugout_opportunity
         where outcome = 'open' and owner_id = me.id and next_step_on {due}
         order by next_step_on, id limit {most}"""
NEXT_STEPS = f"""
select o.id, o.name, o.next_step, o.next_step_on, o.account_id, coalesce(a.name, 'No account') as account,
       s.number, s.name as step
  from (
    select due.id from unnest(%(acts_for)s) as me(id) cross join lateral (
      ({DUE.format(due="<= %(day)s", most=MOST_OF_A_KIND)}) union all
      ({DUE.format(due="is null", most=MOST_OF_A_KIND)})) due
     order by due.next_step_on, due.id limit {MOST_OF_A_KIND}) few
  join dugout_opportunity o on o.id = few.id join dugout_sellingstep s on s.id = o.step_id
  left join dugout_account a on a.id = o.account_id
 order by o.next_step_on, o.id"""

# My word, due within the week or late.
PROMISES = f"""
select p.id, p.text, p.due_on, p.account_id, a.name as account, b.name as by,
       coalesce(btrim(k.given_name || ' ' || k.family_name), '') as to
  from dugout_promise p join dugout_account a on a.id = p.account_id join dugout_person b on b.id = p.by_id
  left join dugout_contact k on k.id = p.to_contact_id
 where p.by_id = any(%(acts_for)s) and p.state = 'open' and p.due_on <= %(week)s
 order by p.due_on, p.id limit {MOST_OF_A_KIND}"""

# Drafts of a win that wait to be confirmed: for the account's owner, and for finance.
PAPERS = f"""
select p.id, p.kind, p.drafted_at, p.account_id, a.name as account, coalesce(o.name, '') as sale
  from dugout_paper p join dugout_account a on a.id = p.account_id
  left join dugout_opportunity o on o.id = p.opportunity_id
 where p.confirmed_at is null and (a.owner_id = any(%(acts_for)s) or %(finance)s)
 order by p.drafted_at, p.id limit {MOST_OF_A_KIND}"""

# What is kept of the books of whom I act for.
BOOK = """
select c.currency,
  coalesce(sum(t.accounts), 0)::bigint as accounts, coalesce(sum(t.clients), 0)::bigint as clients,
  coalesce(sum(t.arr) filter (where t.currency = c.currency), 0)::bigint as arr,
  coalesce(sum(t.open_amount) filter (where t.currency = c.currency), 0)::bigint as open_amount,
  coalesce(sum(t.open_opportunities), 0)::bigint as open_opportunities,
  coalesce(sum(t.renewals) filter (where t.renewal_on between %(day)s and %(soon)s), 0)::bigint as renewals_soon,
  coalesce(sum(t.open_signals), 0)::bigint as open_signals,
  coalesce(sum(t.with_money) filter (where t.currency <> c.currency), 0)::bigint as in_other_currencies
from dugout_company c left join dugout_booktally t on t.owner_id = any(%(acts_for)s)
group by c.currency"""

RENEWALS = """
select a.id, a.name, f.renewal_on, f.arr, f.currency
  from dugout_account a join dugout_accountfigures f on f.account_id = a.id
 where a.owner_id = any(%(acts_for)s) and f.renewal_on between %(day)s and %(soon)s
 order by f.renewal_on, a.id limit 4"""

# What others wrote on my accounts since yesterday: of each account its newest entries, of at most 200 accounts.
SINCE = """
select d.name as department, d.side, o.code, count(*) as count
  from (select id from dugout_account where owner_id = any(%(acts_for)s) order by id desc limit 200) a
  cross join lateral (
    select e.department_id, e.author_id, e.recorded_at from dugout_entry e
     where e.account_id = a.id order by e.id desc limit 50) e
  join dugout_department d on d.id = e.department_id left join dugout_position o on o.id = d.position_id
 where e.recorded_at >= %(since)s and e.author_id <> all(%(acts_for)s)
 group by d.name, d.side, o.code order by count desc, d.name"""

# Whether this company has begun: somebody besides the first, an account, both heads.
FIRST_STEPS = """
select exists (select 1 from dugout_account) as has_accounts,
  (select count(*) from (select 1 from dugout_person where left_on is null limit 2) few) > 1 as has_people,
  (select count(*) from dugout_sidehead where during @> %(day)s::date) >= 2 as has_heads"""

# Whose moves I am told of when their time is over.
OVER = """
select
  (select json_agg(department_id) from dugout_departmenthead
    where during @> %(day)s::date and person_id = any(%(acts_for)s)) as heads_departments,
  (select json_agg(person_id) from dugout_post
    where during @> %(day)s::date and reports_to_id = any(%(acts_for)s)) as reports"""

PARTS = {
    "signals": SIGNALS, "next_steps": NEXT_STEPS, "promises": PROMISES, "papers": PAPERS, "book": BOOK,
    "renewals": RENEWALS, "since": SINCE, "first_steps": FIRST_STEPS, "over": OVER,
}  # fmt: skip
SQL = "select " + ",\n".join(f"(select json_agg(x) from ({sql}) x) as {name}" for name, sql in PARTS.items())

type_of_rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLists:
    """Rows by kind, as the lines are made of them; and what stands beside them."""

    signals: type_of_rows
    next_steps: type_of_rows
    promises: type_of_rows
    papers: type_of_rows
    book: Book
    renewals: tuple[Renewal, ...]
    since: tuple[Changed, ...]
    first_steps: FirstSteps
    over: Over


def today_lists(viewer: Viewer, *, since: datetime, week: date) -> TodayLists:
    """Everything but hand-offs: entries since a moment, promises due up to a day."""
    heads_a_side = viewer.person.id in heads_of_sides(day=viewer.day).values()
    values: dict[str, Any] = {
        "acts_for": sorted(viewer.acts_for), "day": viewer.day, "week": week, "since": since,
        "soon": viewer.day + RENEWAL_SOON, "finance": viewer.post.mark == FINANCE, "heads_a_side": heads_a_side,
        "sold_to": list(accounts_sold_to(viewer.acts_for, day=viewer.day)),
    }  # fmt: skip
    (row,) = ask_for_records(SQL, values)
    found: dict[str, type_of_rows] = {name: rows or [] for name, rows in row.items()}
    over = found["over"][0]
    return TodayLists(
        signals=found["signals"],
        next_steps=found["next_steps"],
        promises=found["promises"],
        papers=found["papers"],
        book=Book(**found["book"][0]) if found["book"] else Book(currency="EUR"),
        renewals=tuple(_renewal(row) for row in found["renewals"]),
        since=tuple(_changed(found["since"])),
        first_steps=FirstSteps(**found["first_steps"][0]),
        over=Over(
            a_side=heads_a_side,
            departments=frozenset(over["heads_departments"] or ()),
            persons=frozenset(over["reports"] or ()),
        ),
    )


def _renewal(row: Mapping[str, Any]) -> Renewal:
    return Renewal(
        account_id=row["id"],
        account=row["name"],
        day=date.fromisoformat(row["renewal_on"]),
        arr=row["arr"],
        currency=row["currency"],
    )


def _changed(rows: Iterable[Mapping[str, Any]]) -> Iterable[Changed]:
    for row in rows:
        position = Position(code=row["code"]) if row["code"] else None
        mark = Department(side=row["side"], position=position).mark
        yield Changed(department=row["department"], mark=mark, count=row["count"])
