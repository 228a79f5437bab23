"""A won sale and its hand-off, built small: a prospect of Tom's with a buyer, two lines and an open opportunity."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dugout.accounts.models import Account, AccountFigures, Contact, ContactRole, Ownership
from dugout.handoffs.commands import debrief, moving, winning
from dugout.handoffs.commands.opening import ship_gates
from dugout.handoffs.models import DebriefAnswer, Handoff
from dugout.handoffs.terms import QUESTIONS
from dugout.history.terms import Author, Direction
from dugout.people.models import Person
from dugout.selling.models import Opportunity, OpportunityLine, Process, Product, SellingStep
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.terms import LoggedEntry

WON_ON = dt.date(2026, 3, 3)


@dataclass(frozen=True)
class Scene:
    """The account, its buyer and its open sale."""

    account: Account
    contact: Contact
    opportunity: Opportunity


def open_sale(
    owner: Person, at: dt.datetime, *, kind: str = "new_business", name: str = "Aurelia Biobank"
) -> Scene:
    """A prospect with one open sale at the step that commits: six recurring units and one of a kind."""
    from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

    ship_gates()
    account = Account.objects.create(name=name, owner=owner, made_at=at)
    AccountFigures.objects.create(account=account)
    Ownership.objects.create(
        account=account, person=owner, during=DateTimeTZRange(at - dt.timedelta(days=90), None)
    )
    contact = Contact.objects.create(account=account, given_name="Léa", family_name="Sutter", made_at=at)
    ContactRole.objects.create(contact=contact, role="economic_buyer")
    process, step = _step(kind)
    opportunity = Opportunity.objects.create(
        account=account,
        name="Six freezer farms",
        kind=kind,
        process=process,
        step=step,
        step_since=at,
        owner=owner,
        amount=812_600,
        made_at=at,
    )
    farm, _ = Product.objects.get_or_create(
        name="Freezer farm", defaults={"kind": "recurring", "price": 10_000}
    )
    setup, _ = Product.objects.get_or_create(name="Installation", defaults={"price": 50_000})
    OpportunityLine.objects.create(
        opportunity=opportunity, product=farm, quantity=6, unit_price=10_000, discount_bp=600, recurring=True,
        term_months=36,
    )  # fmt: skip
    OpportunityLine.objects.create(opportunity=opportunity, product=setup, quantity=1, unit_price=50_000)
    return Scene(account=account, contact=contact, opportunity=opportunity)


def win(scene: Scene, by: Author, at: dt.datetime) -> Handoff | None:
    """Wins the sale; its hand-off, for new business."""
    winning.win_opportunity(
        opportunity_id=scene.opportunity.id,
        contact_id=scene.contact.id,
        day=WON_ON,
        seen=scene.opportunity.version,
        by=by,
        at=at,
    )
    return Handoff.objects.filter(account=scene.account, ended_at=None).first()


def won(owner: Person, by: Author, at: dt.datetime, **more: Any) -> Handoff:
    """A hand-off that a win has just opened."""
    handoff = win(open_sale(owner, at, **more), by, at)
    assert handoff is not None
    return handoff


def fill(handoff: Handoff, by: Author, at: dt.datetime, *, but: str = "") -> None:
    """Answers every question of the debrief but one."""
    for question in QUESTIONS:
        if question.key != but:
            seen = DebriefAnswer.objects.get(handoff=handoff, question=question.key).version
            debrief.answer_question(
                handoff_id=handoff.id,
                question=question.key,
                text=f"About {question.key}.",
                seen=seen,
                by=by,
                at=at,
            )


def submitted(owner: Person, by: Author, at: dt.datetime, **more: Any) -> Handoff:
    """A hand-off that waits for the account management department."""
    handoff = won(owner, by, at, **more)
    fill(handoff, by, at)
    moving.submit_handoff(handoff_id=handoff.id, seen=None, by=by, at=at)
    handoff.refresh_from_db()
    return handoff


def spoke(
    handoff: Handoff,
    by: Author,
    at: dt.datetime,
    *,
    people: tuple[int, ...] | None = None,
    with_client: bool = True,
) -> None:
    """A call with the client's buyer: of who logs it, unless others of ours are named."""
    contacts = Contact.objects.filter(account_id=handoff.account_id).values_list("id", flat=True)
    entry = LoggedEntry(
        account_id=handoff.account_id, kind="call", text="Spoke.", happened_at=at, direction=Direction.TWO_WAY,
        contacts=tuple(contacts) if with_client else (), people=(by.person_id or 0,) if people is None else people,
    )  # fmt: skip
    log_entry(entry=entry, by=by, at=at)


def _step(kind: str) -> tuple[Process, SellingStep]:
    process = Process.objects.filter(opportunity_kind=kind, current=True).first()
    if process is None:
        process = Process.objects.create(key=f"test-{kind}", name="Test", opportunity_kind=kind)
        SellingStep.objects.create(
            process=process, number=6, name="Act of Commitment", purpose="Ask.", usual_days=7,
            probability_bp=8000, commits=True,
        )  # fmt: skip
    step = process.steps.filter(commits=True).first() or process.steps.order_by("-number").first()
    assert step is not None
    return process, step
