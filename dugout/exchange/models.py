"""An import's own record, and the API's kept answers. What an import made carries its source and id."""

from django.db import models

from dugout.people.models import ApiToken, Person


class ImportRun(models.Model):
    """One run of an import: from what, by which mapping, how far, with what result.

    `progress` is written with each chunk, in its transaction: which step, and how many of its rows are done.
    A run that was killed has no end; the next one on the same files goes on where it stopped.
    """

    where = "Look for it in the list of imports."
    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    mapping_digest = models.CharField(max_length=64)
    zone = models.CharField(max_length=60, help_text="in which the mapping read days")
    files = models.JSONField(help_text="name, size and SHA-256 of each file")
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="rows by kind of file and verdict")
    progress = models.JSONField(default=dict)

    class Meta:
        verbose_name = "import"

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


class ImportedRow(models.Model):
    """What a row of a source said when it was last taken: a digest of its values, in which run, on which line.

    A row that says the same again changes nothing, whatever people made of its record meanwhile; and an id that
    comes twice in one run is seen.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    record_id = models.BigIntegerField(help_text="the record that the row is, whatever id it keeps itself")
    digest = models.BinaryField(max_length=16)
    # Not a foreign key: it only tells this run from others, and the check would cost a million rows for nothing.
    run_number = models.BigIntegerField()
    line = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "external_id"], name="imported_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.external_id}"


class KeptAnswer(models.Model):
    """The answer to a write that carried an Idempotency-Key, kept in the write's own transaction.

    The key is a token's own: another token of the same person may do less. The row stays, so that the write
    happens once for ever; the body goes after a day, and one that holds a secret is never kept (None).
    """

    id = models.BigAutoField(primary_key=True)
    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(null=True, help_text="null where it is not kept")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="kept_answer_once")]
        indexes = [
            models.Index(fields=["at"], name="kept_answer_to_forget", condition=models.Q(body__isnull=False))
        ]

    def __str__(self) -> str:
        return self.key
