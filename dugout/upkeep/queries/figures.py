"""Compares the kept figures of accounts with their sources, for the night and for `dugout doctor`."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from dugout.accounts.models import AccountFigures
from dugout.accounts.queries.figures import values_of
from dugout.accounts.terms.figures import every_figure
from dugout.our_company.queries import company_day
from dugout.revenue.queries.figures import STANDING
from dugout.revenue.queries.standing import accounts_out_of_date
from dugout.timeline.queries.conversations import LOOKED_THROUGH
from dugout.timeline.rules.conversations import ANSWERED_WITHIN
from dugout.timeline.terms import LOGGED_KIND
from dugout.upkeep.terms import BY_PAPERS, FalseFigure

CHUNK = 2_000

# Money and conversations are worked out a second time, in another way than the one that keeps them: a mistake in that
# one shows. Columns of the figures, each with what it ought to be for an account `f`.
SECOND_OPINIONS = {
    ("arr",): """
        select coalesce(max(amount), 0) from (
          select sum(m.amount) as amount from dugout_movement m
           where m.account_id = f.account_id and m.on_day <= %(day)s
           group by m.currency having sum(m.amount) <> 0) running""",
    ("open_amount",): """
        select coalesce(sum(o.amount), 0) from dugout_opportunity o
         where o.account_id = f.account_id and o.outcome = 'open' and o.currency = f.currency""",
    ("last_contact_at", "last_proper_at"): """
        with told as materialized (
          select e.id, e.kind, e.direction, e.happened_at from dugout_entry e
           where e.account_id = f.account_id and e.kind = any(%(logged)s) and e.direction <> 'internal'
             and exists (select 1 from dugout_entrycontact c where c.entry_id = e.id)
             and not exists (select 1 from dugout_entrywithdrawal w where w.entry_id = e.id)
           order by e.id desc limit %(most)s)
        select max(e.happened_at), max(e.happened_at) filter (where e.kind <> all(%(support)s) and (
          e.direction = 'two_way' or exists (
            select 1 from told first
              join dugout_entrycontact of_first on of_first.entry_id = first.id
              join dugout_entrycontact of_answer on of_answer.entry_id = e.id
               and of_answer.contact_id = of_first.contact_id
              join dugout_entryperson ours on ours.entry_id = first.id and not ours.mentioned
              join dugout_entryperson answers on answers.entry_id = e.id and not answers.mentioned
               and answers.person_id = ours.person_id
             where first.direction = case e.direction when 'to_us' then 'from_us' else 'to_us' end
               and (first.happened_at, first.id) < (e.happened_at, e.id)
               and e.happened_at <= first.happened_at + %(answered)s)))
          from told e""",
}  # fmt: skip


def false_figures(*, at: datetime, among: Collection[int] | None = None) -> list[FalseFigure]:
    """Every column in which some account differs from its source, with those accounts, by name.

    Reads every account, or only those `among` some.
    """
    out_of_date = sorted(accounts_out_of_date(day=company_day(at), among=among))
    wrong: defaultdict[str, set[int]] = defaultdict(set)
    for column, account_id in (*_by_their_own(at, among), *_by_second_opinions(at, among)):
        wrong[column].add(account_id)
    for column in STANDING.columns:
        # What papers and days decide together is told as one.
        wrong[column] -= set(out_of_date)
    found = {column.replace("_", " "): sorted(ids) for column, ids in wrong.items()}
    found[BY_PAPERS] = out_of_date
    return [FalseFigure(what=what, account_ids=tuple(ids)) for what, ids in sorted(found.items()) if ids]


def _by_their_own(at: datetime, among: Collection[int] | None) -> Iterator[tuple[str, int]]:
    """Figures that differ from their declaration: a verb wrote them wrongly, or somebody went round the verbs."""
    for chunk in _chunks(among):
        for figure in every_figure():
            true = values_of(figure, chunk, at)
            for place, column in enumerate(figure.columns):
                yield from (
                    (column, account_id)
                    for account_id, kept in chunk.items()
                    if kept[column] != true[account_id][place]
                )


def _by_second_opinions(at: datetime, among: Collection[int] | None) -> Iterator[tuple[str, int]]:
    these = "" if among is None else " and f.account_id = any(%(among)s)"
    given: dict[str, Any] = {
        "among": list(among or ()), "day": company_day(at), "most": LOOKED_THROUGH,
        "answered": ANSWERED_WITHIN, "logged": list(LOGGED_KIND),
        "support": [kind.key for kind in LOGGED_KIND.values() if kind.support],
    }  # fmt: skip
    for columns, opinion in SECOND_OPINIONS.items():
        kept, true = (", ".join(f"{of}.{column}" for column in columns) for of in "ft")
        with connection.cursor() as cursor:
            cursor.execute(
                f"select f.account_id, {kept}, {true} from dugout_accountfigures f"
                f" cross join lateral ({opinion}) t({', '.join(columns)})"
                f" where ({kept}) is distinct from ({true}){these}",
                given,
            )
            for account_id, *values in cursor:
                for place, column in enumerate(columns):
                    if values[place] != values[place + len(columns)]:
                        yield column, account_id


def _chunks(among: Collection[int] | None) -> Iterator[dict[int, dict[str, Any]]]:
    """The figures as they are kept, by account."""
    figures = AccountFigures.objects.order_by("account_id")
    if among is not None:
        figures = figures.filter(account_id__in=among)
    after = 0
    while rows := list(figures.filter(account_id__gt=after)[:CHUNK].values()):
        yield {row["account_id"]: dict(row) for row in rows}
        after = rows[-1]["account_id"]
