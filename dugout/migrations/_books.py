"""SQL of what is kept of the accounts that each person owns, their book: as changes, like the tally of sales.

Accounts are counted by their own rows; money, sales and signals by the rows of their figures, at the account's owner. Whoever
gives an account to somebody else moves what its figures say, and locks them, so that nobody changes them meanwhile. Whoever
changes figures waits for nobody but them.
"""

CAME = "select 1 as sign, * from fresh"
WENT = "select -1 as sign, * from stale"
BOTH = f"{CAME} union all {WENT}"

# What figures say, added up with their sign.
SAID = """sum(sign * (renewal_on is not null)::int) as renewals, sum(sign * (arr > 0 or open_amount > 0)::int) as with_money, sum(sign * open_opportunities) as open_opportunities,
      sum(sign * open_signals) as open_signals, sum(sign * arr) as arr, sum(sign * open_amount) as open_amount"""
FIGURES = "renewals, with_money, open_opportunities, open_signals, arr, open_amount"
NOTHING = "(0, 0, 0, 0, 0, 0)"

OF_FIGURES = f"""
  insert into dugout_booktally (owner_id, currency, renewal_on, accounts, clients, {FIGURES})
  select a.owner_id, net.currency, net.renewal_on, 0, 0, {", ".join(f"sum({name})" for name in FIGURES.split(", "))}
    from (select account_id, currency, renewal_on, {SAID} from (%s) changed group by 1, 2, 3) net
    join dugout_account a on a.id = net.account_id
   where a.owner_id is not null and ({FIGURES}) <> {NOTHING} group by 1, 2, 3;"""

# Accounts that came to an owner (1) or went from one (-1); one that only changed is neither.
MOVED = "(select id, owner_id, sum(sign) as sign from (%s) changed group by 1, 2 having sum(sign) <> 0) moved"
OF_ACCOUNTS = f"""
  perform from dugout_accountfigures where account_id in (select id from {MOVED}) order by account_id for no key update;
  insert into dugout_booktally (owner_id, currency, renewal_on, accounts, clients, {FIGURES})
  select owner_id, '', null, sum(sign), coalesce(sum(sign) filter (where stage = 'client'), 0), 0, 0, 0, 0, 0, 0
    from (%s) changed where owner_id is not null group by owner_id
  having (sum(sign), coalesce(sum(sign) filter (where stage = 'client'), 0)) <> (0, 0)
  union all
  select owner_id, currency, renewal_on, 0, 0, {FIGURES} from (
    select owner_id, currency, renewal_on, {SAID}
      from {MOVED} join dugout_accountfigures on account_id = moved.id
     where owner_id is not null group by 1, 2, 3) said
   where ({FIGURES}) <> {NOTHING};"""

# A plan is kept for the session, whatever it was first made for: one that looks a row up by its key suits one row and many.
ALWAYS = "set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off"

BOOKS = f"""
create function dugout_book_figures() returns trigger language plpgsql {ALWAYS} as $$
begin
  if tg_op = 'INSERT' then {OF_FIGURES % CAME}
  elsif tg_op = 'DELETE' then {OF_FIGURES % WENT}
  else {OF_FIGURES % BOTH}
  end if;
  return null;
end $$;
create function dugout_book_accounts() returns trigger language plpgsql {ALWAYS} as $$
begin
  if tg_op = 'INSERT' then {OF_ACCOUNTS.replace("%s", CAME)}
  elsif tg_op = 'DELETE' then {OF_ACCOUNTS.replace("%s", WENT)}
  else {OF_ACCOUNTS.replace("%s", BOTH)}
  end if;
  return null;
end $$;
create function dugout_book_emptied() returns trigger language plpgsql as $$
begin
  delete from dugout_booktally where tg_table_name = 'dugout_account' or currency <> '';
  return null;
end $$;

create trigger account_book_added after insert on dugout_account
  referencing new table as fresh for each statement execute function dugout_book_accounts();
create trigger account_book_changed after update on dugout_account
  referencing old table as stale new table as fresh for each statement execute function dugout_book_accounts();
create trigger account_book_deleted after delete on dugout_account
  referencing old table as stale for each statement execute function dugout_book_accounts();
create trigger account_book_emptied after truncate on dugout_account
  for each statement execute function dugout_book_emptied();
create trigger figures_book_emptied after truncate on dugout_accountfigures
  for each statement execute function dugout_book_emptied();
create trigger figures_book_added after insert on dugout_accountfigures
  referencing new table as fresh for each statement execute function dugout_book_figures();
create trigger figures_book_changed after update on dugout_accountfigures
  referencing old table as stale new table as fresh for each statement execute function dugout_book_figures();
create trigger figures_book_deleted after delete on dugout_accountfigures
  referencing old table as stale for each statement execute function dugout_book_figures();
"""

DROP_BOOKS = """
drop trigger figures_book_deleted on dugout_accountfigures;
drop trigger figures_book_changed on dugout_accountfigures;
drop trigger figures_book_added on dugout_accountfigures;
drop trigger figures_book_emptied on dugout_accountfigures;
drop trigger account_book_emptied on dugout_account;
drop trigger account_book_deleted on dugout_account;
drop trigger account_book_changed on dugout_account;
drop trigger account_book_added on dugout_account;
drop function dugout_book_emptied();
drop function dugout_book_accounts();
drop function dugout_book_figures();
"""
