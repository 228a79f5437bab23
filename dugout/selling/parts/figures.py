"""What lists of accounts sort by, as far as selling knows it: open sales, their sum, furthest and next step."""

from collections.abc import Collection

from django.db import connection

from dugout.selling.terms import Outcome

KEEP = """
update dugout_accountfigures f
set open_opportunities = s.count, open_amount = s.amount, step = s.step, sale_step_on = s.next
from (
  select a.account_id, count(o.id) as count, max(p.number) as step, max(o.next_step_on) as next,
    coalesce(sum(o.amount) filter (where o.currency = a.currency), 0) as amount
  from dugout_accountfigures a
  left join dugout_opportunity o on o.account_id = a.account_id and o.outcome = %s
  left join dugout_sellingstep p on p.id = o.step_id
  where a.account_id = any(%s)
  group by a.account_id
) s
where f.account_id = s.account_id
  and (f.open_opportunities, f.open_amount, f.step, f.sale_step_on)
    is distinct from (s.count, s.amount, s.step, s.next)
"""


def keep_figures_of(account_ids: Collection[int]) -> None:
    """Recomputes them for any number of accounts, and writes what differs. One statement.

    Summed are the amounts in the currency of an account's figures; others count, but are not added.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [Outcome.OPEN.value, list(account_ids)])
