"""What is kept of all sales, and what it should come to."""

from dugout.bulk.folding import Tally
from dugout.selling.models import PassTally, SaleTally

SALES = Tally(
    model=SaleTally,
    groups=("step_id", "owner_id", "kind", "currency", "outcome", "settled", "without_account"),
    sums=("sales", "amount", "seconds"),
    truth="""
      select step_id, owner_id, kind, currency, outcome, settled_at is not null, account_id is null,
             1, coalesce(amount, 0), extract(epoch from date_trunc('second', step_since))
        from dugout_opportunity""",
)
PASSES = Tally(
    model=PassTally,
    groups=("gate_id", "owner_id", "kind", "without_account"),
    sums=("sales",),
    truth="""
      select w.gate_id, o.owner_id, o.kind, o.account_id is null, 1
        from dugout_wentonwithout w join dugout_opportunity o on o.id = w.opportunity_id
       where o.settled_at is null and o.outcome in ('open', 'won')""",
)
