"""Hand-offs in every hand, and the papers that wait for finance."""

from dugout.accounts.models import Account, AccountFigures
from dugout.handoffs.commands import opening
from dugout.handoffs.commands.moving import submit_handoff
from dugout.handoffs.models import Handoff
from dugout.handoffs.terms import Receiver
from dugout.revenue.models import Movement, Paper
from dugout.selling.models import (
    Opportunity,
)
from tests.access.scene.stage import Names, Stage
from tests.handoffs.scene import fill as answer
from tests.handoffs.scene import submitted, won
from tests.revenue.scene import a_draft, sign


def handoffs(stage: Stage) -> Names:
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


def papers(stage: Stage) -> Names:
    account = Account.objects.get(name="Aurelia Biobank")
    contract = Paper.objects.filter(account=account, kind="contract").latest("id")
    order = Paper.objects.filter(account=account, kind="order").latest("id")
    signed = sign(
        a_draft(Account.objects.earliest("id"), "contract", stage.at),
        stage.author("finance_clerk"),
        stage.at,
    )
    nobodys = Account.objects.create(name="Nobody's Foods", made_at=stage.at)
    AccountFigures.objects.create(account=nobodys)
    unowned = a_draft(nobodys, "contract", stage.at)
    return {
        "unowned": unowned.id, "unowned_seen": unowned.version,
        "contract": contract.id, "contract_seen": contract.version, "order": order.id, "order_seen": order.version,
        "signed": signed.id, "movement": Movement.objects.latest("id").id,
    }  # fmt: skip
