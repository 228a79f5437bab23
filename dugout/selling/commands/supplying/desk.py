"""What the verbs of one form share: the sale in hand, whom and what they have added so far."""

from dataclasses import dataclass, field
from datetime import datetime

from dugout.accounts.commands.contacts import add_contact
from dugout.accounts.terms import ContactValues
from dugout.history.terms import Allowed
from dugout.selling.models import Opportunity
from dugout.selling.terms import Who
from dugout.values.refused import Problem, Refused
from dugout.values.texts import clean_line, fold

LONGEST_NAME = 200


@dataclass(slots=True, kw_only=True)
class Desk:
    """One sale, and by whom and when. Who is new by the same name twice is one contact; `line_id` the new line."""

    sale: Opportunity
    by: Allowed
    at: datetime
    newcomers: dict[str, int] = field(default_factory=dict)
    line_id: int | None = None

    def version(self) -> int:
        """The sale's version after what was written so far. One query."""
        return Opportunity.objects.values_list("version", flat=True).get(id=self.sale.id)

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
