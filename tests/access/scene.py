"""The scene in which the whole access table is asked: the cast of tests/cast.py and the records of theirs.

Each is named for its state and its owner; rows name them as `{sale}` in paths and bodies.

- `managed`: an account of the account manager's, taken over from the seller, with its document and its signals.
- `prospect` with `sale`: the seller's, at commitment, the engineer on its team; `early` stands in the first step.
- `inside`: an account of the other seller's, whose department the head of account management heads.
- `drafted`, `pooled`, `named`: hand-offs of the seller's: being written, submitted to account management as a
  pool, and to the other account manager by name. The first one's papers wait to be confirmed as signed.
"""

import datetime as dt
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone

from dugout.accounts.commands.accounts import correct_account
from dugout.accounts.commands.contacts import correct_contact
from dugout.accounts.models import Account, AccountFigures, Contact, Ownership
from dugout.accounts.terms import AccountValues, CameBy, ContactValues
from dugout.client_document.commands import goals, needs, promises, sections
from dugout.client_document.models import Need
from dugout.client_document.terms import GoalValues, NeedValues, PromiseValues
from dugout.exchange.models import ImportRun
from dugout.handoffs.commands import opening
from dugout.handoffs.commands.moving import submit_handoff
from dugout.handoffs.commands.winning import win_opportunity
from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import Receiver
from dugout.history.terms import Author, Direction
from dugout.our_company.models import Calendar, Department, Holiday, Location
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.heads import name_department_head
from dugout.people.commands.tokens import make_token
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from dugout.people.terms import Scope
from dugout.revenue.models import Movement, Paper
from dugout.selling.commands import evidence
from dugout.selling.commands.opportunities import add_member
from dugout.selling.models import (
    CommitmentRequest,
    Concern,
    Confirmation,
    Objection,
    Opportunity,
    OpportunityLine,
    OpportunityMember,
    Process,
    Product,
)
from dugout.selling.queries.facts import readings_of
from dugout.timeline.commands.logging import log_entry
from dugout.timeline.commands.signals import claim_signal, raise_signal
from dugout.timeline.models import Notification
from dugout.timeline.terms import LoggedEntry, RaisedSignal, Severity
from tests.cast import PARTS, PASSWORD
from tests.handoffs.scene import fill as answer
from tests.handoffs.scene import submitted, won
from tests.revenue.scene import a_draft, sign
from tests.selling.scene import a_sale
from tests.web.selling.scene import fill, without

Names = dict[str, Any]
DAY = dt.timedelta(days=1)


class Stage:
    """Who plays, and at what moment: a little before the requests."""

    def __init__(self) -> None:
        self.at = timezone.now() - dt.timedelta(minutes=5)
        self.today = self.at.date()
        self.people = {part.key: Person.objects.get(name=part.name) for part in PARTS}

    def author(self, key: str) -> Author:
        return author_for(self.people[key], day=self.today)

    def by(self, key: str) -> dict[str, Any]:
        return {"by": self.author(key), "at": self.at}


def build() -> Names:
    """The whole scene; what its records are called, with their ids."""
    stage = Stage()
    names: Names = {key: person.id for key, person in stage.people.items()}
    names |= {"today": stage.today.isoformat(), "soon": (stage.today + 9 * DAY).isoformat()}
    for part in (_managed, _sales, _handoffs, _papers, _company, _of_ones_own):
        names |= part(stage)
    return names


def _account(stage: Stage, name: str, owner: str, *, managed: bool = False) -> Account:
    account = Account.objects.create(name=name, owner=stage.people[owner], made_at=stage.at)
    AccountFigures.objects.create(account=account)
    Ownership.objects.create(
        account=account, person=stage.people[owner], managed=managed, during=DateTimeTZRange(stage.at, None)
    )
    return account


def _managed(stage: Stage) -> Names:
    account = _account(stage, "Brightwater Foods", "account_manager", managed=True)
    group = _account(stage, "Halden Food Group", "account_manager")
    values = AccountValues(name="Halden Food Group", city="Oslo", came_by=CameBy.INBOUND)
    group = correct_account(account_id=group.id, values=values, seen=1, **stage.by("engineer"))
    made = {"account": account, "made_at": stage.at}
    contact = Contact.objects.create(given_name="Ana", family_name="Ruiz", **made)
    written = ContactValues(given_name="Ana", family_name="Ruiz", title="Head of purchasing")
    contact = correct_contact(contact_id=contact.id, values=written, seen=1, **stage.by("engineer"))
    gone = Contact.objects.create(given_name="Dev", family_name="Anand", left_on=stage.today, **made)
    return {
        "managed": account.id, "group": group.id, "group_seen": group.version, "contact": contact.id,
        "contact_seen": contact.version, "gone": gone.id, "gone_seen": gone.version,
        **_document(stage, account), **_timeline(stage, account),
        "managed_seen": Account.objects.get(id=account.id).version,
    }  # fmt: skip


def _document(stage: Stage, account: Account) -> Names:
    """A need, a goal, an open and a kept promise of the seller's, two revisions, "none known" for risks."""
    about: dict[str, Any] = {"account_id": account.id, **stage.by("account_manager")}
    need = needs.add_need(values=NeedValues(text="One alarm desk."), **about)
    goal = goals.add_goal(values=GoalValues(text="Cut write-offs."), **about)
    promise, kept = (
        promises.add_promise(
            values=PromiseValues(text=text, by_id=stage.people["seller"].id, made_on=stage.today), **about
        )
        for text in ("Quiet hours.", "A second key.")
    )
    promises.keep_promise(promise_id=kept.id, **stage.by("seller"))
    sections.answer_none_known(kind_key="risks", **about)
    for seen, body in enumerate(("Hull opens in May.", "Hull opens in June.")):
        sections.save_section(kind_key="plans", body=body, seen=seen, **about)
    return {"need": need.id, "goal": goal.id, "promise": promise.id, "kept": kept.id}


def _timeline(stage: Stage, account: Account) -> Names:
    """An entry of the finance clerk's of which the seller is told; a signal that is free, one that is claimed."""
    entry = log_entry(
        entry=LoggedEntry(
            account_id=account.id, kind="note", text="As it was.", happened_at=stage.at,
            direction=Direction.INTERNAL, people=(),
        ),
        **stage.by("finance_clerk"),
    )  # fmt: skip
    notice = Notification.objects.create(
        person=stage.people["seller"], entry=entry, because="You were named.", made_at=stage.at
    )
    free, claimed = (
        _signal(stage, account, text) for text in ("Probes will not pair.", "Alarms are silent.")
    )
    claim_signal(signal_id=claimed, **stage.by("support_engineer"))
    return {"entry": entry.id, "notice": notice.id, "free": free, "claimed": claimed}


def _signal(stage: Stage, account: Account, text: str) -> int:
    raised = RaisedSignal(
        account_id=account.id, kind="installation_trouble", severity=Severity.SERIOUS, text=text
    )
    return raise_signal(signal=raised, **stage.by("engineer")).id


def _sales(stage: Stage) -> Names:
    seller, team = stage.people["seller"], stage.people["engineer"].id
    by = stage.author("seller")
    sale = a_sale(seller, by, stage.at)
    row = without(fill(sale.row, by, stage.at, team=team), 6, by, stage.at)
    answered = Objection.objects.get(opportunity=row)
    evidence.answer_objection(
        opportunity_id=row.id, objection_id=answered.id, answer="It lasts.", by=by, at=stage.at
    )
    early = a_sale(seller, by, stage.at, name="Loading bay")
    add_member(opportunity_id=early.row.id, person_id=team, by=by, at=stage.at)
    objection = evidence.add_objection(opportunity_id=early.row.id, text="Too dear", by=by, at=stage.at)
    Account.objects.filter(id=early.account.id).update(name="Nordfrost Terminals")
    unplaced = Opportunity.objects.create(
        name="Came without account", process=early.row.process, step=early.row.step, step_since=stage.at,
        kind="new_business", owner=seller, made_at=stage.at, external_source="crm", external_id="O-1",
    )  # fmt: skip
    OpportunityMember.objects.create(opportunity=unplaced, person_id=team)
    inside = _account(stage, "Castellan Wine", "other_seller")
    name_department_head(
        department=Department.objects.get(name="Inside Sales"), person=stage.people["accounts_head"],
        from_day=stage.today, **stage.by("admin"),
    )  # fmt: skip
    gate = next(one.gate.id for one in readings_of(early.row) if one.gate.condition == "agreed_to_questions")
    of_sale = {"opportunity": row}
    open_concern = Concern.objects.filter(**of_sale).latest("id")
    return {
        "prospect": sale.account.id, "sale": row.id, "sale_seen": row.version, "buyer": sale.contact.id,
        "line": OpportunityLine.objects.filter(**of_sale).latest("id").id,
        "product": Product.objects.get(name="Installation").id, "concern": open_concern.id,
        "objection": objection.id, "request": CommitmentRequest.objects.get(**of_sale).id,
        "confirmation": Confirmation.objects.filter(**of_sale).latest("id").id, "sold_need": _need_of(row),
        "early": early.row.id, "early_seen": Opportunity.objects.get(id=early.row.id).version,
        "early_account": early.account.id, "early_buyer": early.contact.id, "gate": gate,
        "unplaced": unplaced.id, "inside": inside.id, "process": Process.objects.earliest("id").id,
        **_settling(stage),
    }  # fmt: skip


def _need_of(row: Opportunity) -> int:
    return Need.objects.filter(account=row.account).latest("id").id


def _settling(stage: Stage) -> Names:
    """A won expansion whose next step is set: it waits to be settled."""
    by = stage.author("seller")
    sale = a_sale(stage.people["seller"], by, stage.at, "expansion", name="More rooms")
    add_member(opportunity_id=sale.row.id, person_id=stage.people["engineer"].id, by=by, at=stage.at)
    row = without(sale.row, sale.row.process.steps.get(commits=True).number, by, stage.at)
    win_opportunity(
        opportunity_id=row.id,
        contact_id=sale.contact.id,
        day=stage.today,
        seen=row.version,
        by=by,
        at=stage.at,
    )
    Opportunity.objects.filter(id=row.id).update(next_step="Order the probes", next_step_on=stage.today + DAY)
    row.refresh_from_db()
    return {"expansion": row.id, "expansion_seen": row.version}


def _handoffs(stage: Stage) -> Names:
    seller, by, at = stage.people["seller"], stage.author("seller"), stage.at
    drafted = won(seller, by, at, name="Aurelia Biobank")
    pooled = submitted(seller, by, at, name="Osterhaus Frische")
    named = won(seller, by, at, name="Velden Diagnostics")
    opening.choose_receiver(
        handoff_id=named.id, seen=None, by=by, at=at,
        to=Receiver(person_id=stage.people["other_account_manager"].id, because="She knows them."),
    )  # fmt: skip
    ready = won(seller, by, at, name="Tolland Logistics")
    for handoff in (named, ready):
        answer(handoff, by, at)
    submit_handoff(handoff_id=named.id, seen=None, by=by, at=at)
    for handoff in (drafted, pooled, named, ready):
        handoff.refresh_from_db()
    return {
        "ready": ready.id, "ready_seen": ready.version, "won_seen": _version_of_sale(drafted),
        "drafted": drafted.id, "drafted_seen": drafted.version, "won": drafted.opportunity_id,
        "won_account": drafted.account_id, "pooled": pooled.id, "pooled_seen": pooled.version,
        "named": named.id, "named_seen": named.version,
    }  # fmt: skip


def _version_of_sale(handoff: Handoff) -> int:
    return Opportunity.objects.values_list("version", flat=True).get(id=handoff.opportunity_id)


def _papers(stage: Stage) -> Names:
    account = Account.objects.get(name="Aurelia Biobank")
    contract = Paper.objects.filter(account=account, kind="contract").latest("id")
    order = Paper.objects.filter(account=account, kind="order").latest("id")
    signed = sign(
        a_draft(Account.objects.earliest("id"), "contract", stage.at),
        stage.author("finance_clerk"),
        stage.at,
    )
    return {
        "contract": contract.id, "contract_seen": contract.version, "order": order.id, "order_seen": order.version,
        "signed": signed.id, "movement": Movement.objects.latest("id").id,
    }  # fmt: skip


def _company(stage: Stage) -> Names:
    run = ImportRun.objects.create(source="crm", mapping_digest="0" * 64, files=[], started_at=stage.at)
    Holiday.objects.create(calendar=Calendar.objects.get(), day="2030-05-01", name="Labour Day")
    spare = Product.objects.create(name="Spare", price=100)
    return {
        "support": Department.objects.get(name="Support").id, "location": Location.objects.get().id,
        "calendar": Calendar.objects.get().id, "run": run.id, "spare": spare.id, "holiday": "2030-05-01",
    }  # fmt: skip


def _of_ones_own(stage: Stage) -> Names:
    """What is the seller's alone: a token, a session, an absence to come."""
    seller = stage.people["seller"]
    token, _ = make_token(person=seller, name="Laptop", scopes=[Scope.READ], days=30, **stage.by("seller"))
    absence = plan_absence(
        person=seller, stand_in=None, first_day=stage.today + 20 * DAY, last_day=stage.today + 21 * DAY,
        **stage.by("seller"),
    )  # fmt: skip
    Client().post("/sign-in", {"email": seller.email, "password": PASSWORD})
    session = UserSession.objects.filter(user=seller).latest("id")
    return {"token": token.id, "absence": absence.id, "session": session.id}


def send_away(stand_ins: dict[str, str | None]) -> None:
    """Some of the cast are away today, each with who stands in."""
    stage = Stage()
    for key, stand_in in stand_ins.items():
        plan_absence(
            person=stage.people[key], stand_in=stage.people[stand_in] if stand_in else None,
            first_day=stage.today, last_day=stage.today + DAY, **stage.by("admin"),
        )  # fmt: skip
