"""SQL that stands before the tables of the models: what the database was made of, functions of generated columns.

`dugout_fold` must equal `dugout.values.texts.fold`; a test compares them on hostile strings.
"""

# By this row `dugout` knows whether a database fits (dugout/cli/fitting.py).
MADE_OF = "create table dugout_made_of (digest text not null); insert into dugout_made_of values ('{}');"

DROP_MADE_OF = "drop table dugout_made_of;"

FUNCTIONS = r"""
create or replace function dugout_fold(given text) returns text
language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(
    regexp_replace(normalize(lower(normalize(given, NFKC)), NFKD), '[\u0300-\u036f]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

create or replace function dugout_trigrams(word text) returns text[]
language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(word, place, 3)), '{}')
  from generate_series(1, length(word) - 2) as place
$$;
"""

DROP_FUNCTIONS = """
drop function if exists dugout_trigrams(text);
drop function if exists dugout_fold(text);
"""

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

-- Words are added in one order, so that two who add the same ones wait for each other and never in a ring.
create or replace function dugout_keep_words() returns trigger language plpgsql as $$
begin
  insert into dugout_searchword (word)
  select distinct left(word, 400) from fresh, unnest(string_to_array(fresh.key, ' ')) as word
  where length(word) >= 3 order by 1
  on conflict do nothing;
  return null;
end $$;

create trigger search_words_of_new after insert on dugout_searchname
  referencing new table as fresh for each statement execute function dugout_keep_words();
create trigger search_words_of_changed after update on dugout_searchname
  referencing new table as fresh for each statement execute function dugout_keep_words();

create unlogged table dugout_cache (
  cache_key varchar(255) primary key, value text not null, expires timestamp with time zone not null);
create index dugout_cache_expires on dugout_cache (expires);
"""

DROP_PROMISES = """
drop table dugout_cache;
drop trigger search_words_of_changed on dugout_searchname;
drop trigger search_words_of_new on dugout_searchname;
drop function dugout_keep_words();
drop trigger acceptance_append_only on dugout_acceptance;
drop trigger movement_append_only on dugout_movement;
drop trigger revision_append_only on dugout_revision;
drop trigger entry_append_only on dugout_entry;
drop function dugout_append_only();
"""
