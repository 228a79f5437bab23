"""The debrief, the moves, and who has them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.models import AccountFigures
from dugout.handoffs.commands import debrief, moving, opening
from dugout.handoffs.models import DebriefAnswer, Handoff, Return, Submission
from dugout.handoffs.queries.gates import gates_of
from dugout.handoffs.terms import Receiver, ReturnReason
from dugout.history.models import Entry
from dugout.our_company.models import Department
from dugout.people.models import Post
from dugout.timeline.models import Notification
from dugout.values.refused import Missing, NotAllowed, Refused, Stale
from tests.handoffs.scene import fill, open_sale, submitted, win, won
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
WHY = (ReturnReason(gate_key="promises", text="No thaw is not possible in two nights."),)


def told(key: Any) -> list[str]:
    return list(Notification.objects.filter(person=key).order_by("id").values_list("because", flat=True))


def test_an_answer_is_kept_with_who_and_a_version(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)

    answer = debrief.answer_question(
        handoff_id=handoff.id, question="goals", text="One screen.", seen=1, by=author("seller"), at=at
    )

    assert (answer.text, answer.version, answer.by, answer.prefilled) == (
        "One screen.",
        2,
        person("seller"),
        False,
    )
    entry = Entry.objects.filter(kind="debrief_answered").get()
    assert entry.after == {"question": "goals", "text": "One screen."}


def test_a_stale_answer_is_refused_with_both_texts(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    debrief.answer_question(
        handoff_id=handoff.id, question="goals", text="Theirs", seen=1, by=author("seller"), at=at
    )

    with pytest.raises(Stale) as refused:
        debrief.answer_question(
            handoff_id=handoff.id, question="goals", text="Mine", seen=1, by=author("seller"), at=at
        )

    assert refused.value.theirs["text"] == "Theirs"
    assert refused.value.yours["text"] == "Mine"
    assert DebriefAnswer.objects.get(handoff=handoff, question="goals").text == "Theirs"


def test_saving_the_same_answer_again_makes_no_entry(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    for seen in (1, 2):
        debrief.answer_question(
            handoff_id=handoff.id, question="goals", text="One screen.", seen=seen, by=author("seller"), at=at
        )

    assert Entry.objects.filter(kind="debrief_answered").count() == 1


@pytest.mark.parametrize(
    ("question", "gate"),
    [("goals", "goals"), ("limits", "promises"), ("price", "terms"), ("people", "people")],
)
def test_it_is_submitted_only_when_every_required_gate_is_met(
    question: str, gate: str, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    fill(handoff, author("seller"), at, but=question)
    DebriefAnswer.objects.filter(handoff=handoff, question=question).update(text="", by=person("seller"))

    with pytest.raises(Refused) as refused:
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)

    assert [problem.field for problem in refused.value.problems] == [gate]
    assert not Submission.objects.exists()


def test_the_people_gate_opens_again_when_the_record_goes(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    scene = open_sale(person("seller"), at)
    handoff = win(scene, author("seller"), at)
    assert handoff is not None
    fill(handoff, author("seller"), at)
    assert all(gate.met for gate in gates_of(handoff))

    scene.contact.roles.all().delete()

    assert [one.gate.key for one in gates_of(handoff) if not one.met] == ["people"]


def test_submitting_gives_the_move_to_the_pool_and_tells_its_members(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)

    assert (handoff.state, handoff.move_since, handoff.version) == ("submitted", at, 2)
    for key in ("account_manager", "other_account_manager", "accounts_head"):
        assert told(person(key)) == ["You are to accept or return the hand-off of Aurelia Biobank."]
    assert told(person("support_engineer")) == []


def test_a_debrief_is_not_written_while_the_receiver_has_the_move(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)

    with pytest.raises(Refused, match="the receiver has the move"):
        debrief.answer_question(
            handoff_id=handoff.id, question="goals", text="x", seen=2, by=author("seller"), at=at
        )


def test_returned_mended_and_submitted_again(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    later = at + dt.timedelta(hours=2)

    moving.return_handoff(handoff_id=handoff.id, reasons=WHY, seen=2, by=author("account_manager"), at=later)

    handoff.refresh_from_db()
    assert (handoff.state, handoff.move_since) == ("returned", later)
    assert Return.objects.get().reasons == [{"gate": "promises", "text": WHY[0].text}]
    assert told(person("seller")) == [
        "Ines Duarte returned the hand-off of Aurelia Biobank. Mend it and submit it again."
    ]

    seen = DebriefAnswer.objects.get(handoff=handoff, question="promises").version
    debrief.answer_question(
        handoff_id=handoff.id,
        question="promises",
        text="Three nights.",
        seen=seen,
        by=author("seller"),
        at=later,
    )
    again = moving.submit_handoff(handoff_id=handoff.id, seen=3, by=author("seller"), at=later)
    assert again.number == 2


@pytest.mark.parametrize("key", ["seller", "support_engineer", "sales_head", "admin"])
def test_only_the_addressee_returns(
    key: str, person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)

    with pytest.raises(NotAllowed):
        moving.return_handoff(handoff_id=handoff.id, reasons=WHY, seen=None, by=author(key), at=at)

    assert not Return.objects.exists()


def test_a_draft_cannot_be_returned(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)

    with pytest.raises(Refused, match="not submitted yet"):
        moving.return_handoff(
            handoff_id=handoff.id, reasons=WHY, seen=None, by=author("account_manager"), at=at
        )


def test_a_page_that_was_overtaken_is_stale(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)

    with pytest.raises(Stale):
        moving.return_handoff(handoff_id=handoff.id, reasons=WHY, seen=1, by=author("account_manager"), at=at)


def test_withdrawing_needs_a_reason_and_frees_the_account(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    with pytest.raises(Refused, match="reason is missing"):
        moving.withdraw_handoff(handoff_id=handoff.id, reason=" ", seen=None, by=author("seller"), at=at)

    moving.withdraw_handoff(handoff_id=handoff.id, reason="They wait.", seen=2, by=author("seller"), at=at)

    assert not AccountFigures.objects.get(account=handoff.account).handoff_open
    assert told(person("account_manager"))[-1] == "Tom Okafor withdrew the hand-off of Aurelia Biobank."
    again = opening.open_handoff(account_id=handoff.account_id, by=author("seller"), at=at)
    assert again.opportunity_id == handoff.opportunity_id


def test_anyone_names_another_receiver_with_a_reason(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = submitted(person("seller"), author("seller"), at)
    to = Receiver(person_id=person("other_account_manager").id, because="She speaks French.")

    opening.choose_receiver(handoff_id=handoff.id, to=to, seen=2, by=author("support_engineer"), at=at)

    handoff = Handoff.objects.get(id=handoff.id)
    assert (handoff.receiver, handoff.pool) == (person("other_account_manager"), None)
    assert handoff.receiver_because == "Aoife Kelleher chose: She speaks French."
    assert handoff.move_since == at
    assert told(person("other_account_manager"))[-1] == "You are to answer the hand-off of Aurelia Biobank."
    with pytest.raises(NotAllowed):
        moving.return_handoff(
            handoff_id=handoff.id, reasons=WHY, seen=None, by=author("account_manager"), at=at
        )


def test_a_receiver_without_a_reason_or_who_hands_over_is_refused(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    pool = Department.objects.get(name="Support")

    for to in (
        Receiver(pool_id=pool.id, because=""),
        Receiver(because="Nobody."),
        Receiver(person_id=person("seller").id, because="Himself."),
        Receiver(person_id=10**9, because="A ghost."),
        Receiver(person_id=person("engineer").id, pool_id=pool.id, because="Both."),
    ):
        with pytest.raises(Refused):
            opening.choose_receiver(handoff_id=handoff.id, to=to, seen=None, by=author("seller"), at=at)
    assert Handoff.objects.get(id=handoff.id).version == 1


def test_a_hand_off_that_is_not_there_is_missing(author: Callable[[str], Any], at: dt.datetime) -> None:
    with pytest.raises(Missing):
        moving.submit_handoff(handoff_id=10**9, seen=None, by=author("seller"), at=at)


def test_one_that_nobody_but_who_hands_over_could_answer_is_not_submitted(
    person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime
) -> None:
    handoff = won(person("seller"), author("seller"), at)
    fill(handoff, author("seller"), at)
    alone = Department.objects.create(name="Key accounts", side="account_management")
    Post.objects.filter(person=person("seller")).update(department=alone)
    to = Receiver(pool_id=alone.id, because="They know them.")
    opening.choose_receiver(handoff_id=handoff.id, to=to, seen=None, by=author("seller"), at=at)
    before = digest_of_database()

    with pytest.raises(Refused, match="Nobody is left in Key accounts to accept or return it"):
        moving.submit_handoff(handoff_id=handoff.id, seen=None, by=author("seller"), at=at)

    assert digest_of_database() == before
