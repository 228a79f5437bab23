"""Taking a hand-off in hand: the account held, the row locked, the state and the version as they are now."""

from datetime import datetime

from dugout.accounts.parts import hold
from dugout.handoffs.models import Handoff
from dugout.handoffs.queries.addressees import answers_in_place_of
from dugout.handoffs.rules import check_state
from dugout.handoffs.terms import WHO_ANSWERS, HandoffState
from dugout.history.models import Entry
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.our_company.queries import company_day
from dugout.values.refused import Missing, NotAllowed, Stale, Taken


def take(handoff_id: int) -> Handoff:
    """Holds the account, then the hand-off, and reads it as it is now. Missing when there is none."""
    account_id = Handoff.objects.values_list("account_id", flat=True).filter(id=handoff_id).first()
    if account_id is None:
        raise Missing.because("There is no such hand-off.", "Look for it in the list.")
    hold(account_id)
    return (
        Handoff.objects.select_for_update(of=("self",))
        .select_related("account__owner", "opportunity", "from_person", "receiver", "pool")
        .get(id=handoff_id)
    )


def check(
    handoff: Handoff, allowed: frozenset[HandoffState], *, seen: int | None, yours: dict[str, str]
) -> None:
    """Refuses a state in which this cannot be done, and a page that somebody overtook.

    Who asked from an older page than the move that forbids it lost a race (Taken, naming who moved); where it
    could still be done, the page is stale (Stale, with both states).
    """
    state = HandoffState(handoff.state)
    overtaken = seen is not None and handoff.version != seen
    if overtaken and state not in allowed:
        who = _who_moved(handoff)
        raise Taken.because(
            f"{who} was first: the hand-off is {state.value} since you looked at it.",
            "Look at the page again.",
            winner=who,
        )
    check_state(state, allowed)
    if overtaken:
        raise Stale.because(
            "This hand-off changed since you looked at it.",
            "Look at what changed, then decide again.",
            theirs={"state": handoff.state, "version": handoff.version},
            yours=yours,
        )


def _who_moved(handoff: Handoff) -> str:
    """Who made the last move, as the timeline says."""
    moves = [f"handoff_{state.value}" for state in HandoffState]
    rows = Entry.objects.filter(
        account_id=handoff.account_id, subject_kind="handoff", subject_id=handoff.id, kind__in=moves
    )
    found = rows.order_by("-id").values_list("author__name", flat=True).first()
    return found or "Somebody else"


def move_to(handoff: Handoff, state: HandoffState, *, at: datetime) -> None:
    """Writes the new state; the next move begins now."""
    handoff.state = state.value
    handoff.move_since = at
    handoff.version += 1
    if state in (HandoffState.ACCEPTED, HandoffState.WITHDRAWN):
        handoff.ended_at = at
    handoff.save(update_fields=["state", "move_since", "version", "ended_at", "from_person"])


def tell_history(
    handoff: Handoff, kind: str, *, by: Author, at: datetime, text: str = "", **after: object
) -> Entry:
    """One entry about a hand-off on its account's timeline."""
    return record(
        kind=kind,
        by=by,
        at=at,
        account_id=handoff.account_id,
        subject=Subject(kind="handoff", id=handoff.id),
        text=text,
        after={"account": handoff.account.name, **after},
    )


def check_addressee(handoff: Handoff, by: Author, at: datetime) -> int:
    """The addressee as whom `by` answers. NotAllowed for everybody else: the receiver may have changed meanwhile."""
    assert by.person_id is not None
    day = company_day(at)
    found = answers_in_place_of(handoff, by.person_id, day=day)
    if found is None:
        raise NotAllowed.because_of(
            rule=WHO_ANSWERS,
            ask=handoff.receiver.name if handoff.receiver else handoff.pool.name if handoff.pool else "",
        )
    return found
