"""An import's own record, and the API's kept answers. What an import made carries its source and id."""

from django.db import models

from dugout.people.models import Person


class ImportRun(models.Model):
    """One run of an import: from what, by which mapping, how far, with what result."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    mapping_digest = models.CharField(max_length=64)
    files = models.JSONField(help_text="name, size and SHA-256 of each file")
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"import {self.id} of {self.source}"


class ImportProblem(models.Model):
    """A row that was mended, skipped or rejected, with file, line, column and reason."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    file = models.CharField(max_length=200)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100, default="")
    verdict = models.CharField(max_length=10)
    what = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["run", "id"], name="import_problem_of")]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.what}"


class KeptAnswer(models.Model):
    """The answer to a write that carried an Idempotency-Key, kept in the write's own transaction."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="kept_answer_once")]

    def __str__(self) -> str:
        return self.key
