"""SQL of what is kept of all sales: each statement that changes them appends by how much."""

from dugout.migrations._changes import watch, when_changed, when_emptied

GROUP = "step_id, owner_id, kind, currency, outcome, settled, without_account"

# The changed rows with their sign become a row for each group that became more or less.
APPEND = f"""
  insert into dugout_saletally ({GROUP}, sales, amount, seconds)
  select step_id, owner_id, kind, currency, outcome, settled_at is not null, account_id is null,
    sum(sign), sum(sign * coalesce(amount, 0)), sum(sign * extract(epoch from date_trunc('second', step_since)))
  from (%s) changed group by 1, 2, 3, 4, 5, 6, 7
  having sum(sign) <> 0 or sum(sign * coalesce(amount, 0)) <> 0
    or sum(sign * extract(epoch from date_trunc('second', step_since))) <> 0;"""

TALLIES = f"""
{when_changed("dugout_tally", APPEND)}
{when_emptied("dugout_tally_emptied", "delete from dugout_saletally;")}
{watch("dugout_opportunity", "opportunity_tally", "dugout_tally", "dugout_tally_emptied")}
"""

DROP_TALLIES = """
drop function dugout_tally_emptied() cascade;
drop function dugout_tally() cascade;
"""
