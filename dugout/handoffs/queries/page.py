"""One hand-off as both sides see it: the same facts, whose move it is, time left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dugout.gates.rules import completeness, read_gates
from dugout.gates.terms import GateReading
from dugout.handoffs.models import Acceptance, DebriefAnswer, Handoff, Return, Submission
from dugout.handoffs.queries.answers import answers_of
from dugout.handoffs.queries.clocks import ClockNow, clocks_at
from dugout.handoffs.queries.gates import debrief_facts, gates_asked
from dugout.handoffs.queries.introducing import mark_introduced, with_manager
from dugout.handoffs.queries.moves import move_now
from dugout.handoffs.rules import is_answered
from dugout.handoffs.terms import (
    DEBRIEF,
    QUESTIONS,
    WITH_THE_SELLER,
    ClockKind,
    DebriefQuestion,
    HandoffState,
    Move,
)
from dugout.people.models import Person
from dugout.values.refused import Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question with what stands under it; `counts` says whether a gate takes it as an answer."""

    question: DebriefQuestion
    answer: DebriefAnswer | None
    counts: bool

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 1

    @property
    def text(self) -> str:
        return self.answer.text if self.answer else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffPage:
    """Everything on the page of a hand-off."""

    handoff: Handoff
    questions: tuple[AnsweredQuestion, ...]
    gates: tuple[GateReading, ...]
    submissions: tuple[Submission, ...]
    last_return: Return | None
    acceptance: Acceptance | None
    move: Move | None
    clock: ClockNow | None
    introduce_hours: int
    names: Mapping[int, str]

    @property
    def state(self) -> HandoffState:
        return HandoffState(self.handoff.state)

    @property
    def percent(self) -> int:
        return completeness(self.gates)

    @property
    def answered(self) -> int:
        return sum(bool(one.text.strip()) for one in self.questions)

    @property
    def is_with_seller(self) -> bool:
        return self.state in WITH_THE_SELLER

    @property
    def receiver_name(self) -> str:
        if self.handoff.receiver is not None:
            return self.handoff.receiver.name
        return self.handoff.pool.name if self.handoff.pool else ""

    @property
    def mover_name(self) -> str:
        """Whose move it is, by name: a person, or the pool; empty when it is nobody's."""
        if self.move is None:
            return ""
        if self.move.person_id is not None:
            return self.names.get(self.move.person_id, "")
        return self.handoff.pool.name if self.handoff.pool else ""

    @property
    def stand_in_name(self) -> str:
        """Who acts now for whose move it is, where that is somebody else."""
        holder = self.clock.holder_id if self.clock else None
        if holder is None or self.move is None or holder == self.move.person_id:
            return ""
        return self.names.get(holder, "")

    @property
    def reasons(self) -> Mapping[str, str]:
        """The reasons of the last return by gate, while it is to be mended; empty else."""
        if self.last_return is None or self.state is not HandoffState.RETURNED:
            return {}
        return {reason["gate"]: reason["text"] for reason in self.last_return.reasons}


def handoff_page(handoff_id: int, *, at: datetime) -> HandoffPage:
    """A hand-off with all that its page shows. Missing else."""
    rows = Handoff.objects.select_related(
        "account__owner", "opportunity__owner", "from_person", "receiver", "pool", "acceptance__by"
    )
    found = with_manager(rows).filter(id=handoff_id).first()
    if found is None:
        raise Missing.because("There is no such hand-off.", "Look for it in the list.")
    mark_introduced([found])
    answers = answers_of(found)
    facts = debrief_facts(found, answers)
    sent = Submission.objects.filter(handoff=found).select_related("by", "return_row__by").order_by("number")
    returns = [one.return_row for one in sent if hasattr(one, "return_row")]
    move = move_now(found)
    clocks = clocks_at(at)
    clock = clocks.clock(move) if move else None
    by_question = {answer.question: answer for answer in answers}
    return HandoffPage(
        handoff=found,
        questions=tuple(
            AnsweredQuestion(
                question=question,
                answer=by_question.get(question.key),
                counts=is_answered(question.key, facts),
            )
            for question in QUESTIONS
        ),
        gates=read_gates(gates_asked(), {DEBRIEF: facts}),
        submissions=tuple(sent),
        last_return=returns[-1] if returns else None,
        acceptance=getattr(found, "acceptance", None),
        move=move,
        clock=clock,
        introduce_hours=clocks.settings.at(ClockKind.INTRODUCE.setting, at),
        names=_names(move, clock),
    )


def _names(move: Move | None, clock: ClockNow | None) -> Mapping[int, str]:
    both = (move.person_id if move else None, clock.holder_id if clock else None)
    wanted = {person_id for person_id in both if person_id}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}
