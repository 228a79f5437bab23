"""The seller's sales: at commitment, at the beginning, won and to be settled."""

from dugout.accounts.models import Account
from dugout.client_document.models import Need
from dugout.handoffs.commands.winning import win_opportunity
from dugout.our_company.models import Department
from dugout.people.commands.heads import name_department_head
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
from tests.access.scene.stage import DAY, Names, Stage, an_account
from tests.selling.evidence import add_objection, answer_objection
from tests.selling.scene import a_sale
from tests.web.selling.scene import fill, without


def sales(stage: Stage) -> Names:
    seller, team = stage.people["seller"], stage.people["engineer"].id
    by = stage.author("seller")
    sale = a_sale(seller, by, stage.at)
    row = without(fill(sale.row, by, stage.at, team=team), 6, by, stage.at)
    answered = Objection.objects.get(opportunity=row)
    answer_objection(opportunity_id=row.id, objection_id=answered.id, answer="It lasts.", by=by, at=stage.at)
    early = a_sale(seller, by, stage.at, name="Loading bay")
    add_member(opportunity_id=early.row.id, person_id=team, by=by, at=stage.at)
    objection = add_objection(opportunity_id=early.row.id, text="Too dear", by=by, at=stage.at)
    Account.objects.filter(id=early.account.id).update(name="Nordfrost Terminals")
    unplaced = Opportunity.objects.create(
        name="Came without account", process=early.row.process, step=early.row.step, step_since=stage.at,
        kind="new_business", owner=seller, made_at=stage.at, external_source="crm", external_id="O-1",
    )  # fmt: skip
    OpportunityMember.objects.create(opportunity=unplaced, person_id=team)
    inside = an_account(stage, "Castellan Wine", "other_seller")
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
