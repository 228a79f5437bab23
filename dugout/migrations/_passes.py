"""SQL of what is kept of gates that sales went past unmet, as changes like the tally of sales: of sales on a board.

A pass counts as its sale stands. Whoever changes a sale's place takes its passes along; whoever passes locks the sale, as every
command has done already, so that it does not move meanwhile.
"""

from dugout.migrations._changes import ALWAYS, watch, when_changed, when_emptied

GROUP = "gate_id, owner_id, kind, without_account"
ON_BOARD = "settled_at is null and outcome in ('open', 'won')"
OF_PASSES = f"""
  perform from dugout_opportunity where id in (select opportunity_id from (%s) changed) order by id for share;
  insert into dugout_passtally ({GROUP}, sales)
  select w.gate_id, o.owner_id, o.kind, o.account_id is null, sum(w.sign)
    from (%s) w join dugout_opportunity o on o.id = w.opportunity_id
   where {ON_BOARD} group by 1, 2, 3, 4 having sum(w.sign) <> 0;"""
OF_SALES = f"""
  insert into dugout_passtally ({GROUP}, sales)
  select w.gate_id, moved.owner_id, moved.kind, moved.without_account, sum(moved.sign) from (
    select id, owner_id, kind, account_id is null as without_account, sum(sign) as sign from (%s) changed
     where {ON_BOARD} group by 1, 2, 3, 4 having sum(sign) <> 0) moved
    join dugout_wentonwithout w on w.opportunity_id = moved.id
   group by 1, 2, 3, 4;"""

PASSES = f"""
{when_changed("dugout_passes", OF_PASSES, ALWAYS)}
{when_changed("dugout_passes_of_sales", OF_SALES, ALWAYS)}
{when_emptied("dugout_passes_emptied", "delete from dugout_passtally;")}
{watch("dugout_wentonwithout", "passes", "dugout_passes", "dugout_passes_emptied")}
{watch("dugout_opportunity", "opportunity_passes", "dugout_passes_of_sales", "dugout_passes_emptied")}
"""

DROP_PASSES = """
drop function dugout_passes_emptied() cascade;
drop function dugout_passes_of_sales() cascade;
drop function dugout_passes() cascade;
"""
