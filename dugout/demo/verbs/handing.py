"""A hand-off in the story: the debrief, the moves, the answer."""

from collections.abc import Mapping
from typing import Any

from dugout.demo.verbs.client import Client
from dugout.handoffs.commands import accepting, debrief, moving, opening
from dugout.handoffs.queries.lists import handoffs
from dugout.handoffs.queries.page import handoff_page
from dugout.handoffs.terms import Receiver, ReturnReason


def opens_again(client: Client, by: str) -> None:
    """A hand-off is opened by hand."""
    opening.open_handoff(account_id=client.account.id, by=client.world.by(by), at=client.at)


class HandOver:
    """The open hand-off of a client."""

    def __init__(self, client: Client, seller: str) -> None:
        self.client, self.seller = client, seller
        self.id = handoffs(account_id=client.account.id).filter(ended_at=None).get().id

    def now(self, by: str) -> dict[str, Any]:
        return {"handoff_id": self.id, "by": self.client.world.by(by), "at": self.client.at}

    def debrief(self, answers: Mapping[str, str], by: str = "") -> None:
        """Writes answers, by the key of their question."""
        page = handoff_page(self.id, at=self.client.at)
        seen = {one.question.key: one.version for one in page.questions}
        for question, text in answers.items():
            debrief.answer_question(
                question=question, text=text, seen=seen[question], **self.now(by or self.seller)
            )

    def reviews(self, question: str, *, otherwise: str) -> None:
        """The seller reads what was filled in by itself and saves it as it is; `otherwise` where nothing was."""
        page = handoff_page(self.id, at=self.client.at)
        known = {one.question.key: one.text for one in page.questions}
        self.debrief({question: known[question] or otherwise})

    def goes_to(self, who: str, by: str, because: str) -> None:
        """Somebody names another receiver."""
        to = Receiver(person_id=self.client.world.id_of(who), because=because)
        opening.choose_receiver(to=to, seen=None, **self.now(by))

    def is_submitted(self, by: str = "") -> None:
        moving.submit_handoff(seen=None, **self.now(by or self.seller))

    def is_returned(self, by: str, **reasons: str) -> None:
        """Returned, with a reason for each gate named."""
        said = [ReturnReason(gate_key=key, text=text) for key, text in reasons.items()]
        moving.return_handoff(reasons=said, seen=None, **self.now(by))

    def is_accepted(self, by: str) -> None:
        accepting.accept_handoff(seen=None, **self.now(by))

    def is_withdrawn(self, reason: str, by: str = "") -> None:
        moving.withdraw_handoff(reason=reason, seen=None, **self.now(by or self.seller))
