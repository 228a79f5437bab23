"""Texts as they are and as they were."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from dugout.values.refused import Missing
from dugout.versioned_text.models import Revision, Tag, TaggedRevision
from dugout.versioned_text.terms import RevisionText, TagText


def newest_revisions(text_ids: Collection[int]) -> dict[int, RevisionText]:
    """The newest revision of each text that has one, by the text's id."""
    rows = Revision.objects.filter(text_id__in=text_ids, number=F("text__newest")).select_related("author")
    return {row.text_id: as_text(row) for row in rows}


def revisions_of(text_id: int) -> QuerySet[Revision]:
    """The revisions of a text without their bodies, with authors, for a keyset page by number."""
    return Revision.objects.filter(text_id=text_id).select_related("author").defer("body")


def revision_at(text_id: int, number: int) -> RevisionText:
    """One revision with its body; number 0 is the empty text before the first. Missing for others."""
    if number == 0:
        return RevisionText(text_id=text_id, number=0, body="")
    row = Revision.objects.filter(text_id=text_id, number=number).select_related("author").first()
    if row is None:
        raise Missing.because(f"There is no revision {number} of this text.", "Choose one from the list.")
    return as_text(row)


def bodies_at(numbers: dict[int, int]) -> dict[int, RevisionText]:
    """Several texts, each at a number; those at 0 are left out."""
    ids = [text_id for text_id, number in numbers.items() if number]
    rows = Revision.objects.filter(text_id__in=ids, number__in={numbers[text_id] for text_id in ids})
    return {
        row.text_id: as_text(row)
        for row in rows.select_related("author")
        if row.number == numbers[row.text_id]
    }


def newest_tag(*, about_kind: str, about_id: int, name: str) -> TagText | None:
    """The newest tag of that name, with the revisions that it names."""
    found = (
        Tag.objects.filter(about_kind=about_kind, about_id=about_id, name=name)
        .select_related("by", "from_person", "to_person")
        .order_by("-at", "-id")
        .first()
    )
    if found is None:
        return None
    numbers = TaggedRevision.objects.filter(tag=found).values_list("revision__text_id", "revision__number")
    return TagText(
        id=found.id,
        name=found.name,
        at=found.at,
        by_name=found.by.name if found.by else "",
        from_name=found.from_person.name if found.from_person else "",
        to_name=found.to_person.name if found.to_person else "",
        numbers=dict(numbers),
    )


def as_text(row: Revision) -> RevisionText:
    """A row, loaded with its author, as it is shown."""
    return RevisionText(
        id=row.id,
        text_id=row.text_id,
        number=row.number,
        body=row.body,
        message=row.message,
        author_id=row.author_id,
        author_name=row.author.name if row.author else "Dugout",
        author_initials=row.author.initials if row.author else "",
        department_name=row.department_name,
        side=row.side,
        at=row.at,
    )
