"""The document's tag for an accepted hand-off."""

from datetime import datetime

from django.db import connection

from dugout.client_document.models import Section
from dugout.client_document.terms import DOCUMENT
from dugout.history.terms import Author
from dugout.versioned_text import parts
from dugout.versioned_text.models import Tag


def tag_document(
    *,
    account_id: int,
    name: str,
    from_person_id: int | None,
    to_person_id: int | None,
    by: Author,
    at: datetime,
) -> Tag:
    """Names the state that the account's document has now, with both persons."""
    if not connection.in_atomic_block:
        raise RuntimeError("a document is tagged in the transaction of the hand-off")
    return parts.tag(
        name=name,
        about_kind=DOCUMENT,
        about_id=account_id,
        text_ids=list(Section.objects.filter(account_id=account_id).values_list("text_id", flat=True)),
        by=by,
        at=at,
        from_person_id=from_person_id,
        to_person_id=to_person_id,
    )
