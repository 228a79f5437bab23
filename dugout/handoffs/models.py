"""The hand-off and its facts: submissions, returns, the one acceptance, the answers of the debrief."""

from django.db import models
from django.db.models import Q

from dugout.accounts.models import Account
from dugout.handoffs.rules import who_hands_over
from dugout.handoffs.terms import HandoffState
from dugout.our_company.models import Department
from dugout.people.models import Person
from dugout.selling.models import Opportunity


class HandoffGate(models.Model):
    """A condition to submit a hand-off. A required one cannot be passed with a reason."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    sentence = models.CharField(max_length=200)
    condition = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    required = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.sentence


class Handoff(models.Model):
    """One account on its way from sales to account management: to one person, or to a pool (a department).

    `from_person` opened it; once it is accepted, they handed over.
    """

    where = "Look for it in the list."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, null=True, related_name="+")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    pool = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    receiver_because = models.CharField(max_length=300, default="")
    state = models.CharField(max_length=10, default=HandoffState.DRAFT.value)
    opened_at = models.DateTimeField()
    move_since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "hand-off"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in HandoffState]), name="handoff_state_known"
            ),
            models.CheckConstraint(
                condition=Q(receiver=None, pool__isnull=False) | Q(receiver__isnull=False, pool=None),
                name="handoff_to_one_or_a_pool",
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="handoff_one_open_an_account"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "withdrawn"], ended_at__isnull=False)
                | Q(state__in=["draft", "submitted", "returned"], ended_at=None),
                name="handoff_ended_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "move_since"], name="handoff_running", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"hand-off of {self.account_id}"

    @property
    def hands_over(self) -> Person:
        """Who hands over: while it is open by the rule, then who did. Load the account with its owner first."""
        owner = self.account.owner
        return owner if owner is not None and owner.id == self.hands_over_id else self.from_person

    @property
    def hands_over_id(self) -> int:
        """As `hands_over`. Load the account first."""
        if self.ended_at is not None:
            return self.from_person_id
        return who_hands_over(
            owner=self.account.owner_id, receiver=self.receiver_id, opener=self.from_person_id
        )


class DebriefAnswer(models.Model):
    """What the selling side wrote to one question of the debrief. `prefilled` until a person saved it."""

    id = models.BigAutoField(primary_key=True)
    handoff = models.ForeignKey(Handoff, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    text = models.TextField(default="", blank=True)
    prefilled = models.BooleanField(default=False)
    reviewed_to = models.BigIntegerField(
        default=0, help_text="the newest promise when promises were reviewed"
    )
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handoff", "question"], name="debrief_answer_once")]

    def __str__(self) -> str:
        return self.question


class Submission(models.Model):
    id = models.BigAutoField(primary_key=True)
    handoff = models.ForeignKey(Handoff, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handoff", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"submission {self.number}"


class Return(models.Model):
    """The receiver's no: one reason for each gate that it names."""

    id = models.BigAutoField(primary_key=True)
    submission = models.OneToOneField(Submission, models.CASCADE, related_name="return_row")
    reasons = models.JSONField(help_text='[{"gate": key, "text": why}], one at least')
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"return of {self.submission_id}"


class Acceptance(models.Model):
    """The receiver's yes. One for a hand-off, ever: of several simultaneous accepts one wins."""

    id = models.BigAutoField(primary_key=True)
    handoff = models.OneToOneField(Handoff, models.PROTECT, related_name="acceptance")
    submission = models.OneToOneField(Submission, models.PROTECT, related_name="acceptance_row")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"acceptance of {self.handoff_id}"


class ClockNotice(models.Model):
    """That a clock told somebody something, once for each start of the clock."""

    id = models.BigAutoField(primary_key=True)
    handoff = models.ForeignKey(Handoff, models.CASCADE, related_name="+")
    clock = models.CharField(max_length=10)
    started_at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handoff", "clock", "started_at", "kind"], name="clock_notice_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.clock}"
