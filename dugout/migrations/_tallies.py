"""SQL of what is kept of all sales: each statement that changes them appends by how much.

Whole statements, not rows: an import of many thousand sales appends a row for each of their groups.
"""

GROUP = "step_id, owner_id, kind, currency, outcome, settled, without_account"

# The changed rows with their sign become a row for each group that became more or less.
APPEND = f"""
  insert into dugout_saletally ({GROUP}, sales, amount, seconds)
  select step_id, owner_id, kind, currency, outcome, settled_at is not null, account_id is null,
    sum(sign), sum(sign * coalesce(amount, 0)), sum(sign * extract(epoch from date_trunc('second', step_since)))
  from (%s) changed group by 1, 2, 3, 4, 5, 6, 7
  having sum(sign) <> 0 or sum(sign * coalesce(amount, 0)) <> 0
    or sum(sign * extract(epoch from date_trunc('second', step_since))) <> 0;"""

COLUMNS = "step_id, owner_id, kind, currency, outcome, settled_at, account_id, amount, step_since"
CAME = f"select 1::bigint as sign, {COLUMNS} from fresh"
WENT = f"select -1::bigint as sign, {COLUMNS} from stale"

TALLIES = f"""
create function dugout_tally_added() returns trigger language plpgsql as $$
begin {APPEND % CAME}
  return null;
end $$;
create function dugout_tally_changed() returns trigger language plpgsql as $$
begin {APPEND % f"{CAME} union all {WENT}"}
  return null;
end $$;
create function dugout_tally_deleted() returns trigger language plpgsql as $$
begin {APPEND % WENT}
  return null;
end $$;
create function dugout_tally_emptied() returns trigger language plpgsql as $$
begin
  delete from dugout_saletally;
  return null;
end $$;

create trigger opportunity_tally_added after insert on dugout_opportunity
  referencing new table as fresh for each statement execute function dugout_tally_added();
create trigger opportunity_tally_changed after update on dugout_opportunity
  referencing old table as stale new table as fresh for each statement execute function dugout_tally_changed();
create trigger opportunity_tally_deleted after delete on dugout_opportunity
  referencing old table as stale for each statement execute function dugout_tally_deleted();
create trigger opportunity_tally_emptied after truncate on dugout_opportunity
  for each statement execute function dugout_tally_emptied();
"""

DROP_TALLIES = """
drop trigger opportunity_tally_emptied on dugout_opportunity;
drop trigger opportunity_tally_deleted on dugout_opportunity;
drop trigger opportunity_tally_changed on dugout_opportunity;
drop trigger opportunity_tally_added on dugout_opportunity;
drop function dugout_tally_emptied();
drop function dugout_tally_deleted();
drop function dugout_tally_changed();
drop function dugout_tally_added();
"""
