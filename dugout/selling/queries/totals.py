"""How many sales and how much, by who sold them, where, what, when and how far they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dugout.selling.terms import Outcome
from dugout.statements.asking import ask


class By(StrEnum):
    """What totals are grouped by."""

    AGENT = "agent"
    MANAGER = "manager"
    OFFICE = "office"
    PRODUCT = "product"
    QUARTER = "quarter"
    STEP = "step"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The sales of one group in one currency. Amount in minor units; one that is not known adds nothing.

    `key` is the group's id, of a quarter its name; None gathers what belongs to none.
    """

    key: str | None
    name: str
    count: int
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """Reads the sales, or with `kept` what is kept of them all: a tally has a row `o` for many sales."""

    key: str
    name: str
    join: str = ""
    amount: str = "o.amount"
    order: str = "2, 1"
    kept: bool = True

    @property
    def rows(self) -> str:
        return "dugout_saletally o" if self.kept else "dugout_opportunity o"

    @property
    def count(self) -> str:
        return "sum(o.sales)" if self.kept else "count(*)"


POST = "left join dugout_post t on t.person_id = o.owner_id and t.during @> %(day)s::date "

# What each product brings to a sale: the whole amount where it is the only one (an imported amount is not that
# of its list price), else its lines, counted as rules/amounts.py counts them.
SHARES = """left join (
  select opportunity_id, product_id, count(*) over (partition by opportunity_id) as products,
    sum(div(quantity::numeric * unit_price * least(coalesce(term_months, 1), 12) * (10000 - discount_bp) + 5000, 10000))
      as amount
  from dugout_opportunityline group by opportunity_id, product_id
) l on l.opportunity_id = o.id left join dugout_product g on g.id = l.product_id"""

GROUPINGS = {
    By.AGENT: Grouping("o.owner_id", "g.name", "join dugout_person g on g.id = o.owner_id"),
    By.MANAGER: Grouping("g.id", "g.name", POST + "left join dugout_person g on g.id = t.reports_to_id"),
    By.OFFICE: Grouping("g.id", "g.name", POST + "left join dugout_location g on g.id = t.location_id"),
    By.PRODUCT: Grouping(
        "g.id", "g.name", SHARES, amount="case when l.products > 1 then l.amount else o.amount end",
        kept=False,
    ),
    By.QUARTER: Grouping(
        """to_char(o.closed_on, 'YYYY-"Q"Q')""", """to_char(o.closed_on, 'YYYY-"Q"Q')""", order="1",
        kept=False,
    ),
    By.STEP: Grouping(
        "g.id", "p.name || ', ' || g.number || ' ' || g.name",
        "join dugout_sellingstep g on g.id = o.step_id join dugout_process p on p.id = g.process_id",
        order="min(p.id), min(g.number)",
    ),
}  # fmt: skip


def totals(*, by: By, outcome: Outcome | None, day: date) -> list[Total]:
    """The sales of an outcome, or all, in groups by name. One query.

    Agent is the owner; manager and office are those of the owner's post on `day`. A sale of several products
    counts with each. A quarter is a calendar quarter of the closing day.
    """
    group = GROUPINGS[by]
    only = "where o.outcome = %(outcome)s" if outcome else ""
    found = ask(
        f"select {group.key}, {group.name}, {group.count}, coalesce(sum({group.amount}), 0), o.currency "
        f"from {group.rows} {group.join} {only} group by 1, 2, 5 having {group.count} > 0 "
        f"order by {group.order}, 5",
        {"day": day, "outcome": outcome.value if outcome else None},
        planned_once=group.kept,
    )
    return [
        Total(
            key=None if key is None else str(key),
            name=name or "",
            count=int(count),
            amount=int(amount),
            currency=currency,
        )
        for key, name, count, amount, currency in found
    ]
