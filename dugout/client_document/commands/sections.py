"""Sections: shipping them, saving one, restoring a revision, answering "none known"."""

from datetime import datetime

from django.db import transaction

from dugout.accounts.parts import hold
from dugout.client_document.models import NoneKnown, Section, SectionKind
from dugout.client_document.parts.none_known import end_none_known, tell_of_none_known
from dugout.client_document.queries.revisions import section_kind
from dugout.client_document.terms import DOCUMENT, MAY_BE_NONE, SHIPPED_SECTIONS, TEXT_IS_ITEM
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.values.refused import Missing, Refused
from dugout.versioned_text.models import Revision
from dugout.versioned_text.parts import make_text, save_revision
from dugout.versioned_text.queries import revision_at


def ship_sections() -> None:
    """The ten sections with which a company begins. Part of founding it; once."""
    SectionKind.objects.bulk_create(
        SectionKind(key=section.key, title=section.title, guidance=section.guidance, order=order)
        for order, section in enumerate(SHIPPED_SECTIONS, start=1)
    )


def save_section(
    *, account_id: int, kind_key: str, body: str, seen: int, message: str = "", by: Allowed, at: datetime
) -> Revision | None:
    """Saves a section as a new revision; None when the body is what it was.

    `seen` is the number of the revision that the author began from, 0 for an unwritten section. Stale with
    both texts when another is newer; nothing is written then.
    """
    kind = section_kind(kind_key)
    with transaction.atomic():
        hold(account_id)
        section = Section.objects.filter(account_id=account_id, kind=kind).first()
        before = section.text.newest if section else 0
        if section is None:
            if not body.strip() and seen == 0:
                return None
            section = Section.objects.create(account_id=account_id, kind=kind, text=make_text())
        revision = save_revision(
            text_id=section.text_id, body=body, seen_number=seen, message=message, by=by, at=at
        )
        if revision is None:
            _forget_unwritten(section, before)
            return None
        record(
            kind="document_saved",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind=DOCUMENT, id=account_id),
            before={"number": before},
            after={
                "section": kind.title,
                "key": kind.key,
                "number": revision.number,
                "message": revision.message,
            },
        )
        if kind.key in TEXT_IS_ITEM and revision.body:
            end_none_known(account_id=account_id, kind=kind, by=by, at=at)
    return revision


def restore_section(
    *, account_id: int, kind_key: str, number: int, seen: int, by: Allowed, at: datetime
) -> Revision | None:
    """Saves an earlier revision's text as a new revision; None when the section says that already.

    Stale as in `save_section`; Missing when there is no such revision.
    """
    section = Section.objects.filter(account_id=account_id, kind=section_kind(kind_key)).first()
    if section is None:
        raise Missing.because("Nothing is written in this section.", "Look at the client document again.")
    return save_section(
        account_id=account_id,
        kind_key=kind_key,
        body=revision_at(section.text_id, number).body,
        seen=seen,
        message=f"Restored revision {number}" if number else "Emptied, as before the first revision",
        by=by,
        at=at,
    )


def answer_none_known(*, account_id: int, kind_key: str, by: Allowed, at: datetime) -> NoneKnown:
    """Answers "none known" for promises or risks, with who and when. Answered already: that answer."""
    kind = section_kind(kind_key)
    if kind.key not in MAY_BE_NONE:
        raise Refused.because(
            f"“None known” is not an answer for {kind.title}.", "Write what you know, or leave it open."
        )
    with transaction.atomic():
        hold(account_id)
        found = NoneKnown.objects.filter(account_id=account_id, kind=kind, withdrawn_at=None).first()
        if found is not None:
            return found
        answer = NoneKnown.objects.create(account_id=account_id, kind=kind, by_id=by.person_id, at=at)
        tell_of_none_known("none_known_answered", account_id, kind, by, at)
    return answer


def withdraw_none_known(*, account_id: int, kind_key: str, by: Allowed, at: datetime) -> None:
    """Takes "none known" back; the answer's row stays. Nothing happens when it is not answered so."""
    kind = section_kind(kind_key)
    with transaction.atomic():
        hold(account_id)
        end_none_known(account_id=account_id, kind=kind, by=by, at=at)


def _forget_unwritten(section: Section, before: int) -> None:
    """Drops a section that this transaction made if its text turned out empty: nothing is written in it yet."""
    if before == 0 and section.text.newest == 0:
        section.delete()
        section.text.delete()
