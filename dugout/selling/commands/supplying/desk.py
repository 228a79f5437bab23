"""What the verbs of one form share: the sale in hand, whom and what they have added so far."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar, cast

from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.terms import ContactValues
from dugout.history.terms import Allowed
from dugout.selling.commands.lines import add_line
from dugout.selling.models import Opportunity
from dugout.selling.terms import LineValues, Who
from dugout.values.records import declared
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line, fold

LONGEST_NAME = 200
V = TypeVar("V")


@dataclass(slots=True, kw_only=True)
class Desk:
    """One sale, and by whom and when. A newcomer named twice is one contact; `line_id` is the line that was added."""

    sale: Opportunity
    by: Allowed
    at: datetime
    newcomers: dict[str, int] = field(default_factory=dict)
    line_id: int | None = None

    def version(self) -> int:
        """The sale's version after what was written so far."""
        return Opportunity.objects.values_list("version", flat=True).get(id=self.sale.id)

    def account_id(self) -> int:
        """The sale's account. Refused for a sale without one."""
        if self.sale.account_id is None:
            raise Refused.because("This sale has no account.", "Name its account first.", code="no-account")
        return self.sale.account_id

    def named(self, values: V) -> V:
        """The values with a contact for everybody in them; who is new is added."""
        people = [one.name for one in declared(type(values)) if one.kind is Who]
        known = {name: Who(contact_id=self.contact(getattr(values, name))) for name in people}
        return cast(V, replace(cast(Any, values), **known))

    def contact(self, who: Who) -> int | None:
        """The contact that is meant; who is new is added to the account, the last word of the name as family name."""
        if who.contact_id is not None:
            return who.contact_id
        name = clean_line(who.new_name, LONGEST_NAME, field="new_name")
        if isinstance(name, Problem):
            raise Refused((name,))
        if not name or self.sale.account_id is None:
            return None
        key = fold(name) or name
        if key not in self.newcomers:
            given, _, family = name.rpartition(" ")
            made = add_contact(
                account_id=self.sale.account_id,
                values=ContactValues(given_name=given, family_name=family),
                by=self.by,
                at=self.at,
            )
            self.newcomers[key] = made.id
        return self.newcomers[key]


def write_line(desk: Desk, line: LineValues) -> None:
    """A line for the offer; the need of the same form may be matched to it."""
    made = add_line(opportunity_id=desk.sale.id, line=line, seen=desk.version(), by=desk.by, at=desk.at)
    desk.line_id = made.id
