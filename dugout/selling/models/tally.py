"""What is kept of all sales, so that their sums need not read them."""

from django.db import models

from dugout.people.models import Person
from dugout.selling.models.process import Gate, SellingStep


class SaleTally(models.Model):
    """By how much some statement changed the sales of a group: how many, how much, and since when they stand there.

    The sum of all rows is what there is. Triggers append them (`dugout/migrations/_tallies.py`), so no row is ever
    locked by two who sell at once; `fold_tally` makes fewer of them. Nobody else writes here.
    """

    id = models.BigAutoField(primary_key=True)
    # Keys of a sale, which has checked them: a tally holds nothing back from being deleted.
    step = models.ForeignKey(
        SellingStep, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    owner = models.ForeignKey(
        Person, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    outcome = models.CharField(max_length=10)
    settled = models.BooleanField()
    without_account = models.BooleanField()
    sales = models.BigIntegerField()
    # Minor units; an amount that is not known adds nothing. No sum of amounts is too long for it.
    amount = models.DecimalField(max_digits=40, decimal_places=0)
    # The seconds since 1970 at which each came to its step, added up: from them, how long they wait together.
    seconds = models.DecimalField(max_digits=40, decimal_places=0)

    def __str__(self) -> str:
        return f"{self.sales} of {self.owner_id} in {self.step_id}"


class PassTally(models.Model):
    """By how much some statement changed how many sales on a board went past a gate unmet. As SaleTally."""

    id = models.BigAutoField(primary_key=True)
    gate = models.ForeignKey(Gate, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    owner = models.ForeignKey(
        Person, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=20)
    without_account = models.BooleanField()
    sales = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.sales} past {self.gate_id}"
