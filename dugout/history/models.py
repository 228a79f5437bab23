"""The entry and the outbox row. An entry is never changed or deleted: a trigger refuses both."""

from django.conf import settings
from django.db import models

from dugout.values.days import EARLIEST_MOMENT


class Entry(models.Model):
    """One line of an account's timeline, or of the audit where it belongs to no account."""

    where = "Look it up on the account’s timeline."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey("dugout.Account", models.PROTECT, null=True, related_name="+", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    department = models.ForeignKey(
        "dugout.Department", models.PROTECT, null=True, related_name="+", db_index=False
    )
    side = models.CharField(max_length=20, default="")
    stand_in_for_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30, default="")
    subject_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=20)
    audience = models.CharField(max_length=20, default="everyone")
    direction = models.CharField(max_length=10, default="internal")
    purpose = models.CharField(max_length=30, default="")
    minutes = models.PositiveIntegerField(null=True)
    text = models.TextField(default="")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            # No trigger lets an entry be mended, so one that nobody can read must not come in.
            models.CheckConstraint(
                condition=models.Q(happened_at__gte=EARLIEST_MOMENT), name="entry_moment_can_be_read"
            ),
        ]
        indexes = [
            # The 30 newest of an account are one range of this index, whatever is stored.
            models.Index("account", models.F("id").desc(), name="entry_account_newest"),
            models.Index(
                fields=["subject_kind", "subject_id"],
                name="entry_subject",
                condition=models.Q(account=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class OutboxRow(models.Model):
    """That one consumer has still to be told of one entry. The row is the truth; a job only wakes the drain."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    consumer = models.CharField(max_length=60)
    delivered_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "consumer"], name="outbox_entry_consumer_once"),
        ]
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=models.Q(delivered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.consumer} of {self.entry_id}"
