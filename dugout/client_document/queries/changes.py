"""What changed in a document since the hand-off: as a whole, and by one side revision by revision."""

from dataclasses import dataclass

from dugout.accounts.models import Account
from dugout.client_document.models import Section
from dugout.client_document.queries.document import account_for
from dugout.client_document.queries.revisions import SectionDiff
from dugout.client_document.terms import DOCUMENT, HANDED_OVER
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.our_company.terms import Side
from dugout.versioned_text.models import Revision
from dugout.versioned_text.queries import as_text, bodies_at, newest_revisions, newest_tag
from dugout.versioned_text.rules.comparing import compare
from dugout.versioned_text.terms import RevisionText, TagText

MOST_ITEM_CHANGES = 200
MOST_REVISIONS = 100
ITEM_KINDS = (
    "need_added", "need_changed", "goal_added", "goal_changed", "promise_made", "promise_changed",
    "promise_kept", "promise_broken", "promise_reopened", "none_known_answered", "none_known_withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """A need, goal, promise or "none known" that was added or changed: its entry, and the headline of that."""

    entry: Entry
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesSince:
    """What changed in a document since a tag: texts that differ, and items, newest first.

    With a `side`, `sections` are that side's revisions one by one, newest first; without, one difference for
    each section from then to now. `more` says that older changes are left out.
    """

    account: Account
    tag: TagText
    side: Side | None
    sections: tuple[SectionDiff, ...]
    items: tuple[ItemChange, ...]
    more: bool


def changes_since_handoff(account_id: int, *, side: Side | None = None) -> ChangesSince | None:
    """What changed since the newest accepted hand-off; None without one."""
    account = account_for(account_id)
    tag = newest_tag(about_kind=DOCUMENT, about_id=account_id, name=HANDED_OVER)
    if tag is None:
        return None
    entries = Entry.objects.filter(account_id=account_id, kind__in=ITEM_KINDS, recorded_at__gt=tag.at)
    if side is not None:
        entries = entries.filter(side=side.value)
    items = list(
        entries.select_related("author", "department__position").order_by("-id")[: MOST_ITEM_CHANGES + 1]
    )
    sections, more = (
        _revisions_by(account_id, tag, side) if side else (_changed_sections(account_id, tag), False)
    )
    return ChangesSince(
        account=account,
        tag=tag,
        side=side,
        sections=tuple(sections),
        items=tuple(
            ItemChange(entry=entry, sentence=_sentence(entry)) for entry in items[:MOST_ITEM_CHANGES]
        ),
        more=more or len(items) > MOST_ITEM_CHANGES,
    )


def _changed_sections(account_id: int, tag: TagText) -> list[SectionDiff]:
    """The sections whose newest body differs from the tagged one."""
    sections = list(
        Section.objects.filter(account_id=account_id).select_related("kind", "text").order_by("kind__order")
    )
    changed = [section for section in sections if section.text.newest > tag.numbers.get(section.text_id, 0)]
    ids = [section.text_id for section in changed]
    newest = newest_revisions(ids)
    older = bodies_at({text_id: tag.numbers.get(text_id, 0) for text_id in ids})
    pairs = [
        (section, older.get(section.text_id) or _unwritten(section.text_id), newest[section.text_id])
        for section in changed
    ]
    return [found for pair in pairs if (found := _difference(*pair)).diff.changed]


def _revisions_by(account_id: int, tag: TagText, side: Side) -> tuple[list[SectionDiff], bool]:
    """What a side saved since the tag, each revision against the one before it."""
    sections = {
        section.text_id: section
        for section in Section.objects.filter(account_id=account_id).select_related("kind")
    }
    rows = list(
        Revision.objects.filter(text_id__in=list(sections), side=side.value, at__gt=tag.at)
        .select_related("author", "parent__author")
        .order_by("-at", "-id")[: MOST_REVISIONS + 1]
    )
    found = [
        _difference(
            sections[row.text_id],
            as_text(row.parent) if row.parent else _unwritten(row.text_id),
            as_text(row),
        )
        for row in rows[:MOST_REVISIONS]
    ]
    return found, len(rows) > MOST_REVISIONS


def _difference(section: Section, older: RevisionText, newer: RevisionText) -> SectionDiff:
    kind = section.kind
    return SectionDiff(
        key=kind.key, title=kind.title, older=older, newer=newer, diff=compare(older.body, newer.body)
    )


def _unwritten(text_id: int) -> RevisionText:
    return RevisionText(text_id=text_id, number=0, body="")


def _sentence(entry: Entry) -> str:
    kind = KINDS.get(entry.kind)
    return kind.sentence(entry.after or {}) if kind.sentence else kind.label
