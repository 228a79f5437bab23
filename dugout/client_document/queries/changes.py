"""Revisions of a section, the difference of two of them, and what changed since the hand-off."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dugout.accounts.models import Account
from dugout.client_document.models import Section, SectionKind
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import DOCUMENT, HANDED_OVER
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.values.refused import Missing
from dugout.versioned_text.models import Revision
from dugout.versioned_text.queries import bodies_at, newest_revisions, newest_tag, revision_at, revisions_of
from dugout.versioned_text.rules import compare
from dugout.versioned_text.terms import Diff, RevisionText, TagText

MOST_ITEM_CHANGES = 200
ITEM_KINDS = (
    "need_added", "need_changed", "goal_added", "goal_changed", "promise_made", "promise_changed",
    "promise_kept", "promise_broken", "promise_reopened",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """A need, goal or promise that was added or changed: the entry that tells of it, and its headline."""

    entry: Entry
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesSince:
    """What changed in a document since a tag: sections that differ, and items, newest first.

    `more_items` says that older changes of items are left out.
    """

    account: Account
    tag: TagText
    sections: tuple[SectionDiff, ...]
    items: tuple[ItemChange, ...]
    more_items: bool


def section_head(account_id: int, key: str) -> SectionHead:
    """A section of an account by its key. Three queries; Missing without account or section."""
    account = account_for(account_id)
    kind = SectionKind.objects.filter(key=key).first()
    if kind is None:
        raise Missing.because("There is no such section.", "Look at the client document again.")
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
    """The section's newest revision, or the empty one before the first. One query at most."""
    return (
        revision_at(head.text_id, head.newest) if head.text_id else RevisionText(text_id=0, number=0, body="")
    )


def revision_of_section(head: SectionHead, number: int) -> RevisionText:
    """A revision of the section with its body. One query; Missing without."""
    if head.text_id is None:
        if number:
            raise Missing.because("Nothing is written in this section.", "Look at the client document again.")
        return RevisionText(text_id=0, number=0, body="")
    return revision_at(head.text_id, number)


def diff_of_section(head: SectionHead, *, older: int, newer: int) -> SectionDiff:
    """The difference of two revisions of a section, in either order. Two queries."""
    before, after = revision_of_section(head, older), revision_of_section(head, newer)
    return SectionDiff(
        key=head.key, title=head.title, older=before, newer=after, diff=compare(before.body, after.body)
    )


def changes_since_handoff(account_id: int) -> ChangesSince | None:
    """What changed since the newest accepted hand-off; None without one. Seven queries, three without."""
    account = account_for(account_id)
    tag = newest_tag(about_kind=DOCUMENT, about_id=account_id, name=HANDED_OVER)
    if tag is None:
        return None
    entries = list(
        Entry.objects.filter(account_id=account_id, kind__in=ITEM_KINDS, recorded_at__gt=tag.at)
        .select_related("author", "department__position")
        .order_by("-id")[: MOST_ITEM_CHANGES + 1]
    )
    return ChangesSince(
        account=account,
        tag=tag,
        sections=tuple(_changed_sections(account_id, tag)),
        items=tuple(
            ItemChange(entry=entry, sentence=_sentence(entry)) for entry in entries[:MOST_ITEM_CHANGES]
        ),
        more_items=len(entries) > MOST_ITEM_CHANGES,
    )


def _changed_sections(account_id: int, tag: TagText) -> list[SectionDiff]:
    """The sections whose newest body differs from the tagged one. Three queries."""
    sections = list(
        Section.objects.filter(account_id=account_id).select_related("kind", "text").order_by("kind__order")
    )
    changed = [section for section in sections if section.text.newest > tag.numbers.get(section.text_id, 0)]
    ids = [section.text_id for section in changed]
    newest = newest_revisions(ids)
    older = bodies_at({text_id: tag.numbers.get(text_id, 0) for text_id in ids})
    found = []
    for section in changed:
        text_id = section.text_id
        before = older.get(text_id) or RevisionText(text_id=text_id, number=0, body="")
        diff = compare(before.body, newest[text_id].body)
        if diff.changed:
            kind = section.kind
            found.append(
                SectionDiff(key=kind.key, title=kind.title, older=before, newer=newest[text_id], diff=diff)
            )
    return found


def revisions_of_document(account_id: int, *, most: int = 12) -> list[tuple[str, str, RevisionText]]:
    """The newest revisions of all sections as (key, title, revision), newest first. Two queries."""
    sections = {
        text_id: (key, title)
        for text_id, key, title in Section.objects.filter(account_id=account_id).values_list(
            "text_id", "kind__key", "kind__title"
        )
    }
    rows = (
        Revision.objects.filter(text_id__in=list(sections))
        .select_related("author")
        .defer("body")
        .order_by("-at", "-id")[:most]
    )
    return [(*sections[row.text_id], line_of(row)) for row in rows]


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


def _sentence(entry: Entry) -> str:
    kind = KINDS.get(entry.kind)
    return kind.sentence(entry.after or {}) if kind.sentence else kind.label
