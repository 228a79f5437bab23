"""Making a text, saving a revision, tagging a state: parts of the verbs of who keeps the text."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import F

from dugout.history.terms import Author
from dugout.our_company.models import Department
from dugout.values.refused import Refused, Stale
from dugout.versioned_text.models import Revision, Tag, TaggedRevision, VersionedText
from dugout.versioned_text.rules.saving import check_save


def make_text() -> VersionedText:
    """A text in which nothing is written yet. Needs an open transaction."""
    _in_transaction()
    return VersionedText.objects.create()


def save_revision(
    *, text_id: int, body: str, seen_number: int, message: str, by: Author, at: datetime
) -> Revision | None:
    """Adds a revision on top of the one that the author began from; None when the body is what it was.

    `seen_number` is the number of that revision, 0 for none. Of two who began from the same one the first to commit
    wins, by the text's row lock; the other gets Stale with both bodies, and nothing is written. Needs an open
    transaction.
    """
    _in_transaction()
    body, message, problems = check_save(body=body, message=message)
    if problems:
        raise Refused(problems)
    text = VersionedText.objects.select_for_update(no_key=True).get(id=text_id)
    newest = Revision.objects.select_related("author").filter(text_id=text_id, number=text.newest).first()
    if body == (newest.body if newest else ""):
        return None
    if seen_number != text.newest:
        raise _stale(newest, body=body, seen_number=seen_number, message=message)
    department = Department.objects.filter(id=by.department_id).first() if by.department_id else None
    revision = Revision.objects.create(
        text_id=text_id,
        number=text.newest + 1,
        parent=newest,
        body=body,
        message=message,
        author_id=by.person_id,
        department_name=department.name if department else "",
        side=by.side,
        at=at,
    )
    VersionedText.objects.filter(id=text_id).update(newest=revision.number)
    return revision


def _stale(newest: Revision | None, *, body: str, seen_number: int, message: str) -> Stale:
    who = newest.author.name if newest and newest.author else "Somebody"
    return Stale.because(
        f"{who} saved this text while you wrote.",
        "Nothing of yours or theirs is lost: read both, then save yours on top, or keep theirs.",
        field="body",
        theirs={
            "number": newest.number if newest else 0,
            "body": newest.body if newest else "",
            "author": who,
            "at": newest.at.isoformat() if newest else None,
        },
        yours={"number": seen_number, "body": body, "message": message},
    )


def tag(
    *,
    name: str,
    about_kind: str,
    about_id: int,
    text_ids: Collection[int],
    by: Author,
    at: datetime,
    from_person_id: int | None = None,
    to_person_id: int | None = None,
) -> Tag:
    """Names the state that these texts have now. Texts without a revision are left out."""
    _in_transaction()
    made = Tag.objects.create(
        name=name,
        about_kind=about_kind,
        about_id=about_id,
        at=at,
        by_id=by.person_id,
        from_person_id=from_person_id,
        to_person_id=to_person_id,
    )
    newest = Revision.objects.filter(text_id__in=text_ids, number=F("text__newest")).only("id")
    TaggedRevision.objects.bulk_create(TaggedRevision(tag=made, revision=revision) for revision in newest)
    return made


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a text is saved in the transaction of the verb that tells of it")
