"""A text and its revisions. A revision is never changed or deleted: a trigger refuses both."""

from django.db import models
from django.db.models import Deferrable, Q

from dugout.people.models import Person


class VersionedText(models.Model):
    """A text whose every save is kept. `newest` counts its revisions; 0 means nothing is written yet."""

    id = models.BigAutoField(primary_key=True)
    newest = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"text {self.id} at {self.newest}"


class Revision(models.Model):
    """One save: the whole body, by whom, from which department and side at that time."""

    id = models.BigAutoField(primary_key=True)
    text = models.ForeignKey(VersionedText, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    body = models.TextField()
    message = models.CharField(max_length=200, default="", blank=True)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    department_name = models.CharField(max_length=100, default="")
    side = models.CharField(max_length=20, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "number"], name="revision_number_once", deferrable=Deferrable.IMMEDIATE
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_1"),
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of text {self.text_id}"


class Tag(models.Model):
    """A named state of several texts, with the day and, for a hand-off, both persons."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=30)
    about_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    from_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index("about_kind", "about_id", models.F("at").desc(), name="tag_about")]

    def __str__(self) -> str:
        return self.name


class TaggedRevision(models.Model):
    id = models.BigAutoField(primary_key=True)
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="revisions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "revision"], name="tagged_revision_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} at revision {self.revision_id}"
