"""The debrief as it stands, and the promises that came after they were reviewed."""

from collections.abc import Iterable

from django.db.models import Max

from dugout.client_document.models import Promise
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.queries.prefill import known_answers
from dugout.handoffs.terms import QUESTION, WITH_THE_SELLER, HandoffState


def answers_of(handoff: Handoff) -> list[DebriefAnswer]:
    """Its answers. While the selling side has the move, one that nobody saved says what the records say now."""
    answers = list(DebriefAnswer.objects.filter(handoff=handoff).select_related("by"))
    unsaved = [one for one in answers if one.by_id is None]
    if unsaved and HandoffState(handoff.state) in WITH_THE_SELLER:
        known = known_answers(handoff.account_id, handoff.opportunity)
        for one in unsaved:
            one.text, one.prefilled = known.get(one.question, ""), one.question in known
    return answers


def newest_promise(account_id: int) -> int:
    """The id of the promise that was added last; 0 where there is none."""
    return Promise.objects.filter(account_id=account_id).aggregate(newest=Max("id"))["newest"] or 0


def new_promises(handoff: Handoff, answers: Iterable[DebriefAnswer]) -> tuple[str, ...]:
    """Promises that were added since they were reviewed, while the selling side has the move."""
    reviewed = [
        one.reviewed_to for one in answers if one.by_id is not None and QUESTION[one.question].reviewed
    ]
    if not reviewed or HandoffState(handoff.state) not in WITH_THE_SELLER:
        return ()
    rows = Promise.objects.filter(account_id=handoff.account_id, id__gt=min(reviewed))
    return tuple(rows.order_by("id").values_list("text", flat=True))
