"""The kept figures of accounts beside what they are kept of, for the night and for `dugout doctor`.

Each is worked out here by another statement than the one that keeps it: a mistake in that one is seen too.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.db import connection

from dugout.accounts.models import AccountFigures
from dugout.revenue.queries.standing import accounts_out_of_date
from dugout.timeline.queries.conversations import conversations_of_many
from dugout.timeline.terms import LOGGED_KIND
from dugout.upkeep.terms import BY_PAPERS, FalseFigure

CHUNK = 2_000

# Columns of the figures, and what they ought to be of an account `f`. No row: nothing is said of that account.
TRUTHS = {
    ("open_opportunities", "open_amount", "step", "sale_step_on"): """
        select count(*), coalesce(sum(o.amount) filter (where o.currency = f.currency), 0), max(s.number),
               max(o.next_step_on)
          from dugout_opportunity o join dugout_sellingstep s on s.id = o.step_id
         where o.account_id = f.account_id and o.outcome = 'open'""",
    ("open_signals", "worst_signal"): """
        select count(*), coalesce(max(s.severity), 0) from dugout_signal s
         where s.account_id = f.account_id and s.resolved_at is null""",
    ("last_contact_at", "logged_step_on"): """
        select max(e.happened_at) filter (where e.direction <> 'internal' and exists (
                 select 1 from dugout_entrycontact c where c.entry_id = e.id)),
               max(nullif(e.after ->> 'next_step_on', ''))::date
          from dugout_entry e where e.account_id = f.account_id and e.kind = any(%(logged)s)
           and not exists (select 1 from dugout_entrywithdrawal w where w.entry_id = e.id)""",
    ("handoff_open",): """
        select exists (select 1 from dugout_handoff h where h.account_id = f.account_id and h.ended_at is null)""",
    ("managed_since",): """
        select max(lower(o.during)) from dugout_ownership o
         where o.account_id = f.account_id and o.managed and upper_inf(o.during)""",
    ("renewed", "grown"): """
        select coalesce(bool_or(m.kind = 'renewal'), false), coalesce(bool_or(m.kind = 'expansion'), false)
          from dugout_movement m where m.account_id = f.account_id and m.reverses_id is null
           and not exists (select 1 from dugout_movement r where r.reverses_id = m.id)""",
    # Of accounts with papers the rules of revenue say it.
    ("arr", "currency", "renewal_on", "client_since"): """
        select 0, a.currency, null::date, null::date from dugout_account a
         where a.id = f.account_id and not exists (
          select 1 from dugout_paper p where p.account_id = f.account_id and p.confirmed_at is not null)""",
}  # fmt: skip


def false_figures(*, day: date, among: Collection[int] | None = None) -> list[FalseFigure]:
    """Every column that some account keeps otherwise than its source says, with those accounts, by name.

    Nine statements, and seven more for each 2,000 accounts. It reads what is stored of every account; of few of them
    with `among`.
    """
    wrong: defaultdict[str, list[int]] = defaultdict(list)
    for column, account_id in (*_by_statement(among), *_proper_conversations(among)):
        wrong[column.replace("_", " ")].append(account_id)
    if out_of_date := list(accounts_out_of_date(day=day, among=among)):
        wrong[BY_PAPERS] = out_of_date
    return [FalseFigure(what=what, account_ids=tuple(ids)) for what, ids in sorted(wrong.items())]


def _by_statement(among: Collection[int] | None) -> Iterator[tuple[str, int]]:
    these = "" if among is None else " and f.account_id = any(%(among)s)"
    for columns, truth in TRUTHS.items():
        kept, true = (", ".join(f"{of}.{column}" for column in columns) for of in "ft")
        with connection.cursor() as cursor:
            cursor.execute(
                f"select f.account_id, {kept}, {true} from dugout_accountfigures f"
                f" cross join lateral ({truth}) t({', '.join(columns)})"
                f" where ({kept}) is distinct from ({true}){these} order by f.account_id",
                {"logged": list(LOGGED_KIND), "among": list(among or ())},
            )
            for account_id, *values in cursor:
                for place, column in enumerate(columns):
                    if values[place] != values[place + len(columns)]:
                        yield column, account_id


def _proper_conversations(among: Collection[int] | None) -> Iterator[tuple[str, int]]:
    """By the rule that decides which entries of an account answer each other."""
    after = 0
    figures = AccountFigures.objects.order_by("account_id").values_list("account_id", "last_proper_at")
    if among is not None:
        figures = figures.filter(account_id__in=among)
    while rows := list(figures.filter(account_id__gt=after)[:CHUNK]):
        found = conversations_of_many([account_id for account_id, _ in rows])
        for account_id, kept in rows:
            if kept != (found[account_id].last_proper_at if account_id in found else None):
                yield "last_proper_at", account_id
        after = rows[-1][0]
