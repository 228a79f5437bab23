"""Every name that can be found, in one table, and their words in another. What is derived, the database keeps."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.fields import TextField

from dugout.search.terms import KINDS


class Fold(Func):
    """The database's `dugout_fold(text)`: lower case, accents and punctuation off; as `values.texts.fold`."""

    function = "dugout_fold"
    output_field = TextField()


class Trigrams(Func):
    """The database's `dugout_trigrams(text)`: every run of three letters of a word, once."""

    function = "dugout_trigrams"
    output_field = ArrayField(TextField())


class SearchName(models.Model):
    """One name: of what kind and which record, where it belongs. `forms` are its words with a letter left out.

    Each kind has its own part of the indexes: a common word among contacts must not hide the accounts.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20)
    record_id = models.BigIntegerField()
    name = models.CharField(max_length=400)
    detail = models.CharField(max_length=200, default="")
    key = models.GeneratedField(
        expression=Fold(F("name")), output_field=TextField(db_collation="C"), db_persist=True
    )
    forms = ArrayField(TextField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="search_name_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="search_kind_known"),
        ]
        indexes = [
            models.Index(fields=["kind", "key"], name="search_beginning"),
            *(
                GinIndex(
                    SearchVector("key", config="simple"),
                    name=f"search_words_{kind}",
                    condition=Q(kind=kind),
                    fastupdate=False,
                )
                for kind in KINDS
            ),
            # Some thirty forms a name: gathered, and written in runs that a search can still read through.
            *(
                GinIndex(
                    fields=["forms"],
                    name=f"search_forms_{kind}",
                    condition=Q(kind=kind),
                    gin_pending_list_limit=128,
                )
                for kind in KINDS
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SearchWord(models.Model):
    """Every distinct word of every name, for fragments. A trigger adds them; an unused one finds nothing."""

    word = models.TextField(primary_key=True, db_collation="C")
    grams = models.GeneratedField(
        expression=Trigrams(F("word")), output_field=ArrayField(TextField()), db_persist=True
    )

    class Meta:
        indexes = [GinIndex(fields=["grams"], name="search_fragments", gin_pending_list_limit=128)]

    def __str__(self) -> str:
        return self.word
