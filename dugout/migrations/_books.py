"""SQL of what is kept of the accounts that each person owns, their book: as changes, like the tally of sales.

Accounts are counted by their own rows; money, sales and signals by the rows of their figures, at the account's owner. Whoever
gives an account to somebody else moves what its figures say, and locks them, so that nobody changes them meanwhile. Whoever
changes figures waits for nobody but them.
"""

from dugout.migrations._changes import ALWAYS, watch, when_changed, when_emptied

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

# The row of an account counts it; the rows of its figures are those with a currency.
BOOKS = f"""
{when_changed("dugout_book_figures", OF_FIGURES, ALWAYS)}
{when_changed("dugout_book_accounts", OF_ACCOUNTS, ALWAYS)}
{when_emptied("dugout_book_emptied", "delete from dugout_booktally where tg_table_name = 'dugout_account' or currency <> '';")}
{watch("dugout_account", "account_book", "dugout_book_accounts", "dugout_book_emptied")}
{watch("dugout_accountfigures", "figures_book", "dugout_book_figures", "dugout_book_emptied")}
"""

DROP_BOOKS = """
drop function dugout_book_emptied() cascade;
drop function dugout_book_accounts() cascade;
drop function dugout_book_figures() cascade;
"""
