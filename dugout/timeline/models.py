"""Who took part in an entry, what wants attention, and who was told."""

from django.db import models
from django.db.models import Q

from dugout.accounts.models import Account, Contact
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.timeline.terms import Severity


class EntryContact(models.Model):
    """A contact who took part in an entry."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "contact"], name="entry_contact_once")]
        indexes = [models.Index("contact", models.F("entry").desc(), name="entry_contact_newest")]

    def __str__(self) -> str:
        return f"contact {self.contact_id} in entry {self.entry_id}"


class EntryPerson(models.Model):
    """One of our people who took part in an entry, or was mentioned in it."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    mentioned = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="entry_person_once")]

    def __str__(self) -> str:
        return f"person {self.person_id} in entry {self.entry_id}"


class EntryWithdrawal(models.Model):
    """That its author took an entry back. The entry stays, drawn struck, with who and when."""

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"entry {self.entry_id} withdrawn"


class Signal(models.Model):
    """What wants attention on an account: open, then claimed by exactly one, then resolved with an outcome."""

    where = "Look it up in the list of signals."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    severity = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=10)
    source_id = models.CharField(max_length=200, default="")
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    reports = models.PositiveIntegerField(default=1)
    claimed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, default="")
    outcome_text = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(severity__in=[s.value for s in Severity]), name="signal_severity_known"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_at=None)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="signal_claim_whole",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, outcome="") | (Q(resolved_at__isnull=False) & ~Q(outcome="")),
                name="signal_resolution_whole",
            ),
            models.UniqueConstraint(
                fields=["account", "kind", "source", "source_id"],
                condition=Q(resolved_at=None) & ~Q(source_id=""),
                name="signal_once_until_resolved",
            ),
        ]
        indexes = [
            models.Index(
                "account", models.F("severity").desc(), name="signal_open", condition=Q(resolved_at=None)
            ),
            models.Index(fields=["claimed_by"], name="signal_claimed", condition=Q(resolved_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.account_id}"


class SignalReport(models.Model):
    """One report of a signal: the first, and each later one that adds evidence to it."""

    id = models.BigAutoField(primary_key=True)
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="report_rows")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"report of signal {self.signal_id}"


class Notification(models.Model):
    """That one person is told of one entry, and why. Once for a person and entry."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    because = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="notification_once")]
        indexes = [
            models.Index("person", models.F("id").desc(), name="notification_newest"),
            models.Index(fields=["person"], name="notification_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} told of {self.entry_id}"
