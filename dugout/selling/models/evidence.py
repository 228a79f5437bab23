"""What the gates ask for, kept as records: each condition is met by its record only, never by a box ticked."""

from django.db import models
from django.db.models import Q

from dugout.accounts.models import Contact
from dugout.client_document.models import Need
from dugout.people.models import Person
from dugout.selling.models.opportunity import Opportunity, OpportunityLine
from dugout.selling.terms import Commitment, ConfirmationKind


class Confirmation(models.Model):
    """That a contact confirmed something: what, who, which day, with what corrections."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    day = models.DateField()
    note = models.TextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ConfirmationKind]), name="confirmation_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["opportunity", "kind"], name="confirmation_of")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.opportunity_id}"


class Concern(models.Model):
    """A worry about us as a supplier, and the answer with its proof."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    answer = models.TextField(default="", blank=True)
    proof = models.TextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="concern_has_a_text")]

    def __str__(self) -> str:
        return self.text

    @property
    def answered(self) -> bool:
        return bool(self.answer and self.proof)


class NeedMatch(models.Model):
    """An agreed need matched to a line of the offer, with the client's reaction."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, related_name="+")
    line = models.ForeignKey(OpportunityLine, models.CASCADE, related_name="+")
    reaction = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "need", "line"], name="need_match_once"),
            models.CheckConstraint(condition=~Q(reaction=""), name="need_match_has_a_reaction"),
        ]

    def __str__(self) -> str:
        return f"need {self.need_id} by line {self.line_id}"


class CommitmentRequest(models.Model):
    """That commitment was asked for: when, of whom, and what they answered."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    day = models.DateField()
    answer = models.CharField(max_length=8, default=Commitment.OPEN.value)
    answered_on = models.DateField(null=True)
    note = models.TextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=Commitment.OPEN.value, answered_on=None)
                | Q(answer__in=[Commitment.GIVEN.value, Commitment.REFUSED.value], answered_on__isnull=False),
                name="commitment_answer_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"commitment {self.answer}"


class Objection(models.Model):
    """What the client held against it, and what we answered."""

    id = models.BigAutoField(primary_key=True)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    text = models.TextField()
    answer = models.TextField(default="", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text
