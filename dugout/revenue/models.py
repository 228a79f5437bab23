"""Contracts, orders and movements. A draft (`confirmed_at` empty) changes nothing."""

from django.db import models
from django.db.models import Q

from dugout.accounts.models import Account
from dugout.people.models import Person
from dugout.revenue.terms import MovementKind, PaperKind
from dugout.selling.models import Opportunity, Product


class Paper(models.Model):
    """A contract (recurring lines, on terms) or an order (one-off lines)."""

    where = "Look for it on the account."
    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10)
    # A column has no index of its own where one below begins with it, or nobody looks by it: every write pays for each.
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, null=True, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    drafted_at = models.DateTimeField()
    signed_on = models.DateField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True, help_text="the last day of the term")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, help_text="when its running out, or its renewal, was recorded")
    # The contract in which this one goes on: it runs out without a loss.
    renewed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="renews", db_index=False)
    value = models.BigIntegerField(default=0, help_text="minor units: an order's total, a contract's year")
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "contract or order"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PaperKind]), name="paper_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(signed_on__isnull=False), name="paper_confirmed_is_signed"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(kind=PaperKind.ORDER.value)
                | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="paper_contract_has_a_term",
            ),
            models.CheckConstraint(
                condition=Q(renewed_by=None)
                | Q(kind=PaperKind.CONTRACT.value, confirmed_at__isnull=False, ended_at__isnull=False),
                name="paper_renewed_is_over",
            ),
            models.UniqueConstraint(fields=["opportunity", "kind"], name="paper_once_a_kind_and_opportunity"),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="paper_external_once",
            ),
        ]
        indexes = [
            models.Index("account", models.F("id").desc(), name="paper_of_account"),
            models.Index(fields=["renewed_by"], name="paper_renewals", condition=Q(renewed_by__isnull=False)),
            # Contracts whose last day may have passed without anybody doing anything.
            models.Index(
                fields=["ends_on"],
                name="paper_running_out",
                condition=Q(kind=PaperKind.CONTRACT.value, confirmed_at__isnull=False, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PaperLine(models.Model):
    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveIntegerField()
    unit_price = models.BigIntegerField()
    discount_bp = models.PositiveSmallIntegerField(default=0)
    term_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="paper_line_quantity_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_id}"


class Movement(models.Model):
    """A change of ARR by an event of a contract, in minor units a year.

    `on_day` is the first day on which the changed amount holds, `event_on` the day on which the client decided.
    Never changed: a mistake is reversed by a row that `reverses` it, with the opposite amount and both its days.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    contract = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15)
    on_day = models.DateField()
    event_on = models.DateField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in MovementKind]), name="movement_kind_known"
            ),
            # A movement of zero is a renewal, and a renewal is a movement of zero.
            models.CheckConstraint(
                condition=Q(kind=MovementKind.RENEWAL.value, amount=0)
                | (~Q(kind=MovementKind.RENEWAL.value) & ~Q(amount=0)),
                name="movement_of_zero_is_a_renewal",
            ),
        ]
        indexes = [models.Index(fields=["account", "on_day"], name="movement_of_account")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount} {self.currency}"
