"""One possible sale: its lines, its team, the way it took through the steps."""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q

from dugout.accounts.models import Account
from dugout.people.models import Person
from dugout.selling.models.process import Gate, Process, SellingStep
from dugout.selling.models.product import Product
from dugout.selling.rules.amounts import line_amount
from dugout.selling.terms import LineValues, OpportunityKind, Outcome
from dugout.values.days import EARLIEST_MOMENT

ON_BOARD = Q(settled_at=None, outcome__in=[Outcome.OPEN.value, Outcome.WON.value])
PLACED = Q(account__isnull=False)
WITHOUT_ACCOUNT = ExpressionWrapper(Q(account=None), output_field=models.BooleanField())


class Opportunity(models.Model):
    """`amount` (minor units) is kept: from the lines where there are any, else what was typed; None unknown.

    An imported one may have no account and stays in a view of its own. `step` stays at the last one when won
    until the hand-off is accepted (`settled_at`); imported won ones are settled from the start. What somebody
    confirmed of the price before `offer_changed_at`, they confirmed of another offer.
    """

    where = "Look for it on the board."
    id = models.BigAutoField(primary_key=True)
    # A column has no index of its own where one below begins with it, or nobody looks by it: every write pays for each.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, default=OpportunityKind.NEW_BUSINESS.value)
    # The step's own key leads to the process: the database need not check it twice for every sale.
    process = models.ForeignKey(
        Process, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    step = models.ForeignKey(SellingStep, models.PROTECT, related_name="+", db_index=False)
    step_since = models.DateTimeField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3, default="EUR")
    amount = models.BigIntegerField(null=True)
    amount_typed = models.BigIntegerField(null=True)
    offer_changed_at = models.DateTimeField(null=True)
    budget = models.BigIntegerField(null=True)
    expected_close = models.DateField(null=True)
    next_step = models.CharField(max_length=300, default="", blank=True)
    next_step_on = models.DateField(null=True)
    came_by = models.CharField(max_length=20, default="outbound")
    outcome = models.CharField(max_length=10, default=Outcome.OPEN.value)
    closed_on = models.DateField(null=True)
    lost_reason = models.CharField(max_length=300, default="", blank=True)
    settled_at = models.DateTimeField(null=True)
    opened_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "sale"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[o.value for o in Outcome]), name="opportunity_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN.value, closed_on=None)
                | (~Q(outcome=Outcome.OPEN.value) & Q(closed_on__isnull=False)),
                name="opportunity_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.LOST.value) | ~Q(lost_reason=""),
                name="opportunity_lost_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="opportunity_amount"),
            models.CheckConstraint(
                condition=Q(step_since__gte=EARLIEST_MOMENT), name="opportunity_step_moment_can_be_read"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.OPEN.value) | Q(settled_at=None),
                name="opportunity_open_is_not_settled",
            ),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="opportunity_external_once",
            ),
        ]
        indexes = [
            models.Index("account", F("id").desc(), name="opportunity_of_account"),
            # The board: open ones, and won ones until their hand-off is accepted. Those without an account stand apart.
            models.Index(
                "step", "step_since", "id", name="opportunity_on_board", condition=ON_BOARD & PLACED
            ),
            models.Index(
                "step",
                "step_since",
                "id",
                name="opportunity_without_account",
                condition=ON_BOARD & Q(account=None),
            ),
            # The sums of the board and of open sales are added up in it, without a look at the sales.
            models.Index(
                "step",
                "currency",
                "kind",
                "outcome",
                WITHOUT_ACCOUNT,
                name="opportunity_sums",
                include=["account", "amount", "step_since"],
                condition=ON_BOARD,
            ),
            models.Index(
                fields=["owner", "next_step_on", "id"],
                name="opportunity_next_step",
                condition=Q(outcome="open"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpportunityLine(models.Model):
    """A product in a quantity at a price. Recurring lines carry a term in months.

    Without a price it says what is talked about, and not yet for how much: what an import knows of an open sale.
    """

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    unit_price = models.BigIntegerField(null=True)
    discount_bp = models.PositiveSmallIntegerField(default=0)
    recurring = models.BooleanField(default=False)
    term_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_quantity_from_1"),
            models.CheckConstraint(condition=Q(unit_price__gte=0), name="line_price_not_negative"),
            models.CheckConstraint(condition=Q(discount_bp__lte=10000), name="line_discount_at_most_whole"),
            models.CheckConstraint(
                condition=Q(recurring=False, term_months=None) | Q(recurring=True, term_months__gte=1),
                name="line_term_when_recurring",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_id}"

    @property
    def values(self) -> LineValues:
        return LineValues(
            id=self.id, product_id=self.product_id, quantity=self.quantity, unit_price=self.unit_price,
            discount_bp=self.discount_bp, term_months=self.term_months,
        )  # fmt: skip

    @property
    def amount(self) -> int | None:
        """What it adds to the amount: recurring lines for their first 12 months, after discount."""
        return line_amount(self.values)


class OpportunityMember(models.Model):
    """Somebody on the opportunity's team besides its owner."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "person"], name="opportunity_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.opportunity_id}"


class StepMove(models.Model):
    """One move from step to step, forward or back."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+", db_index=False)
    from_step = models.ForeignKey(SellingStep, models.PROTECT, null=True, related_name="+", db_index=False)
    to_step = models.ForeignKey(SellingStep, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["opportunity", "id"], name="step_move_of")]

    def __str__(self) -> str:
        return f"{self.opportunity_id} to {self.to_step_id}"


class WentOnWithout(models.Model):
    """That the owner went on past an unmet gate, with the reason. Shown on the opportunity, and counted."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    gate = models.ForeignKey(Gate, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="went_on_with_a_reason"),
            models.UniqueConstraint(fields=["opportunity", "gate"], name="went_on_without_once"),
        ]

    def __str__(self) -> str:
        return self.reason
