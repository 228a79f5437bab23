"""The process as data: numbered versions of an ordered list of steps, each with its gates."""

from django.db import models

from dugout.selling.terms import OpportunityKind


class Process(models.Model):
    """An ordered list of steps, in a numbered version. Opportunities finish on the version they began on."""

    where = "Take the id from the list of processes."
    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    number = models.PositiveSmallIntegerField(default=1)
    opportunity_kind = models.CharField(max_length=20, default=OpportunityKind.NEW_BUSINESS.value)
    credit = models.CharField(max_length=300, default="", blank=True)
    current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="process_version_once"),
            models.UniqueConstraint(
                fields=["opportunity_kind"],
                condition=models.Q(current=True),
                name="process_one_current_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class SellingStep(models.Model):
    """One step. `probability_bp` is the chance of winning from here, in basis points, until one is learned."""

    id = models.BigAutoField(primary_key=True)
    process = models.ForeignKey(Process, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    purpose = models.TextField()
    questions = models.JSONField(default=list)
    usual_days = models.PositiveSmallIntegerField()
    probability_bp = models.PositiveSmallIntegerField()
    commits = models.BooleanField(default=False, help_text="leaving this step is the win")
    last = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="selling_step_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Gate(models.Model):
    """One condition to leave a step: a sentence, and the key of the check that finds its record."""

    id = models.BigAutoField(primary_key=True)
    step = models.ForeignKey(SellingStep, models.PROTECT, related_name="gates")
    order = models.PositiveSmallIntegerField()
    condition = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    sentence = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "order"], name="gate_order_once")]

    def __str__(self) -> str:
        return self.sentence
