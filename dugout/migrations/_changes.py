"""SQL of triggers that keep sums of a table: each statement's changed rows, with their sign, become changes of the sums.

Whole statements, not rows: an import of many thousand rows appends one for each of their groups.
"""

CAME = "select 1 as sign, * from fresh"
WENT = "select -1 as sign, * from stale"

# A plan is kept for the session, whatever it was first made for: one that looks a row up by its key suits one row and many.
ALWAYS = "set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off"


def when_changed(function: str, sql: str, settings: str = "") -> str:
    """A function that runs `sql`, in which `%s` is where the changed rows come from: one that only changed both came and went."""
    return f"""
create function {function}() returns trigger language plpgsql {settings} as $$
begin
  if tg_op = 'INSERT' then {sql.replace("%s", CAME)}
  elsif tg_op = 'DELETE' then {sql.replace("%s", WENT)}
  else {sql.replace("%s", f"{CAME} union all {WENT}")}
  end if;
  return null;
end $$;"""


def when_emptied(function: str, sql: str) -> str:
    return f"""
create function {function}() returns trigger language plpgsql as $$
begin
  {sql}
  return null;
end $$;"""


def watch(table: str, prefix: str, changed: str, emptied: str) -> str:
    """The four triggers of a table that call these functions."""
    return f"""
create trigger {prefix}_added after insert on {table}
  referencing new table as fresh for each statement execute function {changed}();
create trigger {prefix}_changed after update on {table}
  referencing old table as stale new table as fresh for each statement execute function {changed}();
create trigger {prefix}_deleted after delete on {table}
  referencing old table as stale for each statement execute function {changed}();
create trigger {prefix}_emptied after truncate on {table}
  for each statement execute function {emptied}();"""
