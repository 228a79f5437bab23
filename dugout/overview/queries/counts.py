"""The numbers beside the navigation, in one statement."""

from dataclasses import dataclass

from dugout.access.terms import Viewer
from dugout.statements.asking import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for one person.

    Unread notices, own open sales, hand-offs whose next move is theirs, signals that they claimed or that nobody
    claimed on their accounts.
    """

    unread: int
    open_sales: int
    handoffs: int
    signals: int


SQL = """
select
  (select count(*) from (
     select 1 from dugout_notification where person_id = %(me)s and read_at is null limit 100) as few),
  (select count(*) from (
     select 1 from dugout_opportunity where owner_id = any(%(acts_for)s) and outcome = 'open' limit 1000) as few),
  (select count(*) from dugout_handoff h join dugout_account a on a.id = h.account_id
    cross join lateral (select (
      case when a.owner_id is null or a.owner_id = h.receiver_id then h.from_person_id else a.owner_id end
    ) = any(%(acts_for)s) as hand_over) i
   where h.ended_at is null and (
     (h.state = 'submitted' and not i.hand_over
       and (h.receiver_id = any(%(acts_for)s) or h.pool_id = %(department)s))
     or (h.state in ('draft', 'returned') and i.hand_over))),
  (select count(*) from (
     select s.id from dugout_signal s where s.resolved_at is null and s.claimed_by_id = any(%(acts_for)s)
     union all
     select s.id from dugout_account a join dugout_signal s on s.account_id = a.id
      where a.owner_id = any(%(acts_for)s) and s.resolved_at is null and s.claimed_by_id is null
     limit 100) as few)
"""


def waiting_counts(viewer: Viewer) -> Waiting:
    """One query; each count stops at its limit, so that it costs the same however much is stored."""
    given = {
        "me": viewer.person.id,
        "acts_for": list(viewer.acts_for),
        "department": viewer.post.department_id,
    }
    ((unread, open_sales, handoffs, signals),) = ask(SQL, given)
    return Waiting(unread=unread, open_sales=open_sales, handoffs=handoffs, signals=signals)
