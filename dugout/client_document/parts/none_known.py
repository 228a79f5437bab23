"""Ends the answer "none known": by hand, or because something is known now."""

from datetime import datetime

from dugout.client_document.models import NoneKnown, SectionKind
from dugout.client_document.terms import DOCUMENT
from dugout.history.parts import record
from dugout.history.terms import Author, Subject


def end_none_known(*, account_id: int, kind: SectionKind, by: Author, at: datetime) -> None:
    """Takes "none known" back, by hand or because something is known now."""
    ended = NoneKnown.objects.filter(account_id=account_id, kind=kind, withdrawn_at=None).update(
        withdrawn_at=at
    )
    if ended:
        tell_of_none_known("none_known_withdrawn", account_id, kind, by, at)


def tell_of_none_known(entry_kind: str, account_id: int, kind: SectionKind, by: Author, at: datetime) -> None:
    record(
        kind=entry_kind,
        by=by,
        at=at,
        account_id=account_id,
        subject=Subject(kind=DOCUMENT, id=account_id),
        after={"section": kind.title, "key": kind.key},
    )
