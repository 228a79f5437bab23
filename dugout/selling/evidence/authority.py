"""Authority: a contact who can say yes is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from dugout.accounts.commands.roles import give_role
from dugout.accounts.models import Contact, ContactRole
from dugout.accounts.terms import WITH_AUTHORITY, DecisionRole
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Facts, Part
from dugout.selling.commands.supplying import Desk
from dugout.selling.evidence.asking import of_sale, who
from dugout.selling.parts.holding import contact_of
from dugout.selling.queries.asks import Asks
from dugout.selling.queries.facts import contact_name
from dugout.selling.terms import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityGiven:
    """Who can say yes, and in which role."""

    contact: Who
    role: DecisionRole = DecisionRole.DECISION_MAKER


def _names() -> ArraySubquery:
    say_yes = ContactRole.objects.filter(contact=OuterRef("pk"), role__in=sorted(WITH_AUTHORITY))
    there = Contact.objects.filter(Exists(say_yes), account_id=OuterRef("account_id"), left_on=None)
    return ArraySubquery(there.order_by("id").annotate(called=contact_name()).values("called"))


WHO_CAN_SAY_YES: Facts[Sequence[str]] = Facts(key="who_can_say_yes", none=(), column=_names)


def authority_named(names: Sequence[str]) -> Checked:
    if names:
        return met(f"{', '.join(names)} can say yes.")
    return unmet("No contact has the role economic buyer or decision maker.")


def write(desk: Desk, given: AuthorityGiven) -> None:
    contact = contact_of(desk.sale, desk.contact(given.contact))
    give_role(contact_id=contact.id, role=given.role, by=desk.by, at=desk.at)


def parts(asks: Asks) -> list[Part]:
    roles = [
        (DecisionRole.DECISION_MAKER.value, "Decision maker"),
        (DecisionRole.ECONOMIC_BUYER.value, "Economic buyer, holds the budget"),
    ]
    role = Ask("In which role", choices=roles, needed=True, tells=False)
    asked = {"contact": who(asks, "Who can say yes"), "role": role}
    return [Part(values=AuthorityGiven, asks=asked, write=write)]


CONDITIONS = (of_sale("authority_named", (WHO_CAN_SAY_YES,), authority_named, form=parts),)
