"""What is kept of people's books, and what it should come to."""

from dugout.accounts.models import BookTally
from dugout.bulk.folding import Tally

BOOKS = Tally(
    model=BookTally,
    groups=("owner_id", "currency", "renewal_on"),
    sums=(
        "accounts",
        "clients",
        "renewals",
        "with_money",
        "open_opportunities",
        "open_signals",
        "arr",
        "open_amount",
    ),
    truth="""
      select owner_id, '', null::date, 1, (stage = 'client')::int, 0, 0, 0, 0, 0, 0
        from dugout_account where owner_id is not null
      union all
      select a.owner_id, f.currency, f.renewal_on, 0, 0, (f.renewal_on is not null)::int,
             (f.arr > 0 or f.open_amount > 0)::int, f.open_opportunities, f.open_signals, f.arr, f.open_amount
        from dugout_accountfigures f join dugout_account a on a.id = f.account_id
       where a.owner_id is not null""",
)
