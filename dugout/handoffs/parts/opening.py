"""Opening a hand-off: the piece that winning and opening by hand share."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import refresh
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.queries.addressees import usual_receiver
from dugout.handoffs.queries.figures import HANDOFF_OPEN
from dugout.handoffs.queries.prefill import known_answers
from dugout.handoffs.rules import who_hands_over
from dugout.handoffs.terms import QUESTIONS, HandoffState, Receiver
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.our_company.models import Department
from dugout.people.models import Person
from dugout.selling.models import Opportunity
from dugout.values.refused import Refused, Taken


def open_one(
    *, account: Account, opportunity: Opportunity | None, from_person_id: int, by: Author, at: datetime
) -> Handoff:
    """A draft hand-off with a debrief filled in from what is known. The account must be held.

    Refused (Taken) when one is open on this account already.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a hand-off is opened in the transaction that causes it")
    to = usual_receiver(account, from_person_id)
    try:
        with transaction.atomic():
            handoff = Handoff.objects.create(
                account=account,
                opportunity=opportunity,
                from_person_id=from_person_id,
                receiver_id=to.person_id,
                pool_id=to.pool_id,
                receiver_because=to.because,
                opened_at=at,
                move_since=at,
            )
    except IntegrityError:
        raise Taken.because(
            "A hand-off of this account is open already.", "Go on with that one.", code="handoff-open"
        ) from None
    _prefill(handoff, known_answers(account.id, opportunity), at)
    refresh((account.id,), HANDOFF_OPEN, at=at)
    record(
        kind="handoff_opened",
        by=by,
        at=at,
        account_id=account.id,
        subject=Subject(kind="handoff", id=handoff.id),
        after={
            "state": HandoffState.DRAFT.value,
            "from": Person.objects.values_list("name", flat=True).get(id=from_person_id),
            "to": name_of(to),
            "because": to.because,
        },
    )
    return handoff


def refuse_oneself(account: Account, to: Receiver, opener: int) -> None:
    """Refused where a person would hand over to themselves."""
    giver = who_hands_over(owner=account.owner_id, receiver=to.person_id, opener=opener)
    if giver == to.person_id:
        raise Refused.because(
            "Who hands over cannot be the receiver.", "Choose somebody else.", "receiver", code="to-oneself"
        )


def _prefill(handoff: Handoff, known: Mapping[str, str], at: datetime) -> None:
    """Every question of the debrief gets its row, with what is known already."""
    DebriefAnswer.objects.bulk_create(
        DebriefAnswer(
            handoff=handoff,
            question=question.key,
            text=known.get(question.key, ""),
            prefilled=question.key in known,
            at=at,
        )
        for question in QUESTIONS
    )


def name_of(to: Receiver) -> str:
    """The name of a receiver, person or pool."""
    if to.pool_id is None:
        assert to.person_id is not None
        return Person.objects.values_list("name", flat=True).get(id=to.person_id)
    return Department.objects.values_list("name", flat=True).get(id=to.pool_id)
