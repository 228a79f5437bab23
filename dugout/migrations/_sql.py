"""SQL that the models need before their tables: functions of generated columns.

`dugout_fold` must equal `dugout.values.texts.fold`; a test compares them on hostile strings.
"""

FUNCTIONS = r"""
create or replace function dugout_fold(given text) returns text
language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(normalize(lower(normalize(given, NFKC)), NFKD), '[\u0300-\u036f]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

create or replace function dugout_forms(given text) returns text[]
language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct form), '{}')
  from unnest(string_to_array(dugout_fold(given), ' ')) as word,
  lateral (
    select word as form
    union all
    select overlay(word placing '' from place for 1)
    from generate_series(1, least(length(word), 24)) as place
    where length(word) >= 3
  ) as forms
  where word <> ''
$$;
"""

DROP_FUNCTIONS = "drop function if exists dugout_forms(text); drop function if exists dugout_fold(text);"

PROMISES = """
create or replace function dugout_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger entry_append_only before update or delete on dugout_entry
  for each row execute function dugout_append_only();
create trigger revision_append_only before update or delete on dugout_revision
  for each row execute function dugout_append_only();
create trigger movement_append_only before update or delete on dugout_movement
  for each row execute function dugout_append_only();
create trigger acceptance_append_only before update or delete on dugout_acceptance
  for each row execute function dugout_append_only();

create unlogged table dugout_cache (
  cache_key varchar(255) primary key, value text not null, expires timestamp with time zone not null);
create index dugout_cache_expires on dugout_cache (expires);
"""

DROP_PROMISES = """
drop table dugout_cache;
drop trigger acceptance_append_only on dugout_acceptance;
drop trigger movement_append_only on dugout_movement;
drop trigger revision_append_only on dugout_revision;
drop trigger entry_append_only on dugout_entry;
drop function dugout_append_only();
"""
