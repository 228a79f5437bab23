"""Folds what was kept of sales by every statement into a row for each group."""

from django.db import connection

GROUP = "step_id, owner_id, kind, currency, outcome, settled, without_account"
# Each row is added up by whoever deletes it, once: two who fold at once, or fold while others sell, lose nothing.
FOLD = f"""
with several as (select {GROUP} from dugout_saletally group by {GROUP} having count(*) > 1),
taken as (
  delete from dugout_saletally t using several s
   where (t.step_id, t.owner_id, t.kind, t.currency, t.outcome, t.settled, t.without_account)
       = (s.step_id, s.owner_id, s.kind, s.currency, s.outcome, s.settled, s.without_account)
  returning t.*)
insert into dugout_saletally ({GROUP}, sales, amount, seconds)
select {GROUP}, sum(sales), sum(amount), sum(seconds) from taken group by {GROUP}
having sum(sales) <> 0 or sum(amount) <> 0 or sum(seconds) <> 0"""


def fold_tally() -> None:
    """Adds up the rows of each group that has several. One statement; whoever reads meanwhile sees the same sums."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
