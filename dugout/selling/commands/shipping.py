"""The processes with which a company begins. The words are ours; the method is credited to its owner."""

from datetime import datetime
from typing import NamedTuple

from dugout.history.terms import Allowed
from dugout.selling.models import Gate, Process, SellingStep
from dugout.selling.terms import OpportunityKind

CREDIT = (
    "After the Track Selling System of Roy Chitwood (Max Sacks International), who own the method and its name. "
    "The words are Dugout's own."
)


class Step(NamedTuple):
    name: str
    purpose: str
    questions: tuple[str, ...]
    usual_days: int
    probability_bp: int
    gates: tuple[tuple[str, str], ...]
    commits: bool = False


SUMMARY = ("needs_summary", "The client confirmed the written summary")
PRICE = ("price_known", "The client knows the price of the offer")
COMMITMENT = (
    ("commitment_asked", "Commitment was asked for"),
    ("commitment_given", "Commitment was given"),
    ("objections_answered", "Every objection is answered"),
)
NEXT_STEP = ("next_step_set", "The next step is set")

TRACK_SELLING = (
    Step(
        "Approach",
        "Earn the right to ask: the client agrees to a conversation about their own business.",
        ("What made you take this call?", "May I ask how you do this today?"),
        10, 1000,
        (("agreed_to_questions", "They agreed to be asked questions"),),
    ),
    Step(
        "Qualification",
        "Find out whether there is a need, who can say yes, and what may be spent.",
        ("What happens if nothing changes?", "Who decides, and who is heard before?", "What have you set aside?"),
        14, 2000,
        (
            ("need_exists", "A need is written down"),
            ("authority_named", "A contact with authority is named"),
            ("budget_known", "The budget is known"),
        ),
    ),
    Step(
        "Agreement on Need",
        "Write down what they need in their words, and have them correct it.",
        ("Have I understood this rightly?", "What is missing, and what matters most?"),
        14, 3500,
        (SUMMARY,),
    ),
    Step(
        "Sell the Company",
        "Answer what they worry about in us as a supplier, with proof.",
        ("What would make you hesitate to work with us?", "Which proof would settle it?"),
        14, 5000,
        (("concerns_answered", "Every concern about us is answered with proof"),),
    ),
    Step(
        "Fill the Need",
        "Show for each agreed need which part of the offer meets it, and hear what they say.",
        ("How does this meet what you told us?", "What would you change?"),
        21, 6500,
        (("needs_matched", "Every agreed need is matched to a line, with the client's reaction"), PRICE),
    ),
    Step(
        "Act of Commitment",
        "Ask for the order, and answer what still stands against it.",
        ("Shall we go ahead?", "What stands between us and a yes?"),
        10, 8000, COMMITMENT, commits=True,
    ),
    Step(
        "Cement the Sale",
        "Make the decision last: why they chose, thanks, what comes next, and into whose hands.",
        ("Why did you choose us?", "What do you expect of the first weeks?"),
        10, 10000,
        (
            ("reasons_reviewed", "The reasons were reviewed with the client"),
            ("thanks_sent", "Thanks were sent"),
            NEXT_STEP,
            ("handoff_accepted", "The hand-off is accepted"),
        ),
    ),
)  # fmt: skip

ACCOUNT_MANAGEMENT = (
    Step(
        "Review the value",
        "See with the client what they got for what they paid.",
        ("What has this changed for you?", "What did you expect and not get?"),
        21, 5000,
        (("need_exists", "A need is written down"),),
    ),
    Step(
        "Agree the case",
        "Agree in writing why to go on, or to do more.",
        ("What would the next year have to bring?",),
        14, 6000,
        (SUMMARY, ("authority_named", "A contact with authority is named")),
    ),
    Step(
        "Offer",
        "Put an offer in front of them that follows from the case.",
        ("Does this say what we agreed?",),
        14, 7000, (PRICE,),
    ),
    Step(
        "Commitment",
        "Ask, and answer what stands against it.",
        ("Shall we go ahead?",),
        10, 8500, COMMITMENT, commits=True,
    ),
    Step("Settle", "Set down what comes next.", ("What comes first?",), 10, 10000, (NEXT_STEP,)),
)  # fmt: skip


def ship_processes(*, by: Allowed, at: datetime) -> None:  # noqa: ARG001  founding tells history
    """Version 1 of the seven steps, and of account management's five for renewals and expansions. Once."""
    _ship("track-selling", "Track Selling", OpportunityKind.NEW_BUSINESS, TRACK_SELLING, CREDIT)
    _ship("renewal", "Renewal", OpportunityKind.RENEWAL, ACCOUNT_MANAGEMENT, "")
    _ship("expansion", "Expansion", OpportunityKind.EXPANSION, ACCOUNT_MANAGEMENT, "")


def _ship(key: str, name: str, kind: OpportunityKind, steps: tuple[Step, ...], credit: str) -> None:
    process = Process.objects.create(key=key, name=name, opportunity_kind=kind.value, credit=credit)
    made = SellingStep.objects.bulk_create(
        SellingStep(
            process=process, number=number, name=step.name, purpose=step.purpose, questions=list(step.questions),
            usual_days=step.usual_days, probability_bp=step.probability_bp, commits=step.commits,
            last=number == len(steps),
        )
        for number, step in enumerate(steps, start=1)
    )  # fmt: skip
    Gate.objects.bulk_create(
        Gate(step=row, order=order, condition=condition, sentence=sentence)
        for row, step in zip(made, steps, strict=True)
        for order, (condition, sentence) in enumerate(step.gates, start=1)
    )
