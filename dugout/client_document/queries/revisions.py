"""Revisions of a section, and the difference of two of them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dugout.accounts.models import Account
from dugout.client_document.models import Section, SectionKind
from dugout.client_document.queries.document import Document, SectionText, account_for
from dugout.values.refused import Missing
from dugout.versioned_text.models import Revision
from dugout.versioned_text.queries import revision_at, revisions_of
from dugout.versioned_text.rules.comparing import compare
from dugout.versioned_text.terms import Diff, RevisionText


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHead:
    """Which section of which account, and how many revisions it has."""

    account: Account
    key: str
    title: str
    guidance: str
    text_id: int | None
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDiff:
    """The difference of two revisions of a section; number 0 is before the first."""

    key: str
    title: str
    older: RevisionText
    newer: RevisionText
    diff: Diff


def section_kind(key: str) -> SectionKind:
    """A section of the company's documents by its key. Missing for any other text."""
    # Looked up here: the database takes no text that it could not keep, and there are ten.
    found = {kind.key: kind for kind in SectionKind.objects.all()}.get(key)
    if found is None:
        raise Missing.because("There is no such section.", "Look at the client document again.")
    return found


def section_head(account_id: int, key: str) -> SectionHead:
    """A section of an account by its key. Missing when there is no such account or section."""
    account = account_for(account_id)
    kind = section_kind(key)
    section = Section.objects.filter(account_id=account_id, kind=kind).select_related("text").first()
    return SectionHead(
        account=account,
        key=kind.key,
        title=kind.title,
        guidance=kind.guidance,
        text_id=section.text_id if section else None,
        newest=section.text.newest if section else 0,
    )


def revisions_of_section(head: SectionHead) -> QuerySet[Revision]:
    """The section's revisions without bodies, for a page by `-number`."""
    return revisions_of(head.text_id) if head.text_id else Revision.objects.none()


def newest_of_section(head: SectionHead) -> RevisionText:
    """The section's newest revision, or the empty one before the first."""
    return (
        revision_at(head.text_id, head.newest) if head.text_id else RevisionText(text_id=0, number=0, body="")
    )


def revision_of_section(head: SectionHead, number: int) -> RevisionText:
    """A revision of the section with its body. Missing when there is none."""
    if head.text_id is None:
        if number:
            raise Missing.because("Nothing is written in this section.", "Look at the client document again.")
        return RevisionText(text_id=0, number=0, body="")
    return revision_at(head.text_id, number)


def diff_of_section(head: SectionHead, *, older: int, newer: int) -> SectionDiff:
    """The difference of two revisions of a section, in either order."""
    before, after = revision_of_section(head, older), revision_of_section(head, newer)
    return SectionDiff(
        key=head.key, title=head.title, older=before, newer=after, diff=compare(before.body, after.body)
    )


def recent_revisions(document: Document, *, most: int = 10) -> list[tuple[SectionText, RevisionText]]:
    """The newest revisions of all sections, without bodies, newest first."""
    sections = {section.newest.text_id: section for section in document.sections if section.newest}
    rows = (
        Revision.objects.filter(text_id__in=list(sections))
        .select_related("author")
        .defer("body")
        .order_by("-at", "-id")[:most]
    )
    return [(sections[row.text_id], line_of(row)) for row in rows]


def line_of(row: Revision) -> RevisionText:
    """A revision as a line of a list: without its body, which was not read."""
    return RevisionText(
        id=row.id,
        text_id=row.text_id,
        number=row.number,
        body="",
        message=row.message,
        author_id=row.author_id,
        author_name=row.author.name if row.author else "Dugout",
        author_initials=row.author.initials if row.author else "",
        department_name=row.department_name,
        side=row.side,
        at=row.at,
    )
