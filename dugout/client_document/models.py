"""One document an account: sections of versioned text, and the records that stand in them."""

from django.db import models
from django.db.models import Q

from dugout.accounts.models import Account, Contact
from dugout.client_document.terms import GoalState, Horizon, ItemKind, ItemState, PromiseState
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.versioned_text.models import VersionedText


class SectionKind(models.Model):
    """A section that every client document has. Rows are the company's own; Dugout ships ten."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=100)
    guidance = models.TextField(default="", blank=True)
    order = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """One section of one account's document. Made with the first word that is saved in it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.ForeignKey(SectionKind, models.PROTECT, related_name="+")
    text = models.OneToOneField(VersionedText, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="section_once_an_account")]

    def __str__(self) -> str:
        return f"{self.kind_id} of {self.account_id}"


class NoneKnown(models.Model):
    """That somebody answered "none known" for a section: an answer, with who and when, until withdrawn."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.ForeignKey(SectionKind, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(withdrawn_at=None), name="none_known_once"
            )
        ]

    def __str__(self) -> str:
        return f"none known for {self.kind_id} of {self.account_id}"


class Need(models.Model):
    """A need or an aspiration of the client."""

    where = "Look at the client document again."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default=ItemKind.NEED.value)
    text = models.TextField()
    horizon = models.CharField(max_length=8, default=Horizon.SHORT.value)
    state = models.CharField(max_length=8, default=ItemState.OPEN.value)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    source_entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in ItemKind]), name="need_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ItemState]), name="need_state_known"
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=[h.value for h in Horizon]), name="need_horizon_known"
            ),
        ]
        indexes = [models.Index(fields=["account", "id"], name="need_of_account")]

    def __str__(self) -> str:
        return self.text


class Goal(models.Model):
    where = "Look at the client document again."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = models.TextField()
    measure = models.CharField(max_length=200, default="", blank=True)
    baseline = models.CharField(max_length=100, default="", blank=True)
    target = models.CharField(max_length=100, default="", blank=True)
    current = models.CharField(max_length=100, default="", blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default=GoalState.OPEN.value)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in GoalState]), name="goal_state_known"
            ),
        ]
        indexes = [models.Index(fields=["account", "id"], name="goal_of_account")]

    def __str__(self) -> str:
        return self.text


class Promise(models.Model):
    """Something we told the client that they would get. Who settled it and when stands with the state."""

    where = "Look at the client document again."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    text = models.TextField()
    to_contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_on = models.DateField()
    said_in = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, default=PromiseState.OPEN.value)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PromiseState.OPEN.value, settled_at=None)
                | (
                    Q(state__in=[PromiseState.KEPT.value, PromiseState.BROKEN.value])
                    & Q(settled_at__isnull=False)
                ),
                name="promise_settled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "id"], name="promise_of_account"),
            models.Index(fields=["by", "due_on"], name="promise_due", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return self.text
