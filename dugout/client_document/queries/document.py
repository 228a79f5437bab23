"""The whole document of an account."""

from dataclasses import dataclass
from datetime import date

from dugout.accounts.models import Account, Contact
from dugout.client_document.models import Goal, Need, NoneKnown, Promise, Section, SectionKind
from dugout.client_document.queries.completing import decision_team, facts_of
from dugout.client_document.rules.completeness import completeness
from dugout.client_document.terms import (
    DOCUMENT,
    HANDED_OVER,
    Check,
    Completeness,
    ItemKind,
    ItemState,
    PromiseState,
)
from dugout.history.queries import the
from dugout.values.refused import Missing
from dugout.versioned_text.models import Revision
from dugout.versioned_text.queries import as_text, newest_revisions, newest_tag
from dugout.versioned_text.terms import RevisionText, TagText


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """A section as it stands: `newest` is None while nothing is written in it."""

    key: str
    title: str
    guidance: str
    newest: RevisionText | None
    checks: tuple[Check, ...]
    none_known: NoneKnown | None

    @property
    def number(self) -> int:
        return self.newest.number if self.newest else 0

    @property
    def body(self) -> str:
        return self.newest.body if self.newest else ""

    @property
    def met(self) -> int:
        return sum(check.met for check in self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An account's document. `begun` is the first revision of all, `handed_over` the newest tag of a hand-off."""

    account: Account
    sections: tuple[SectionText, ...]
    needs: tuple[Need, ...]
    aspirations: tuple[Need, ...]
    goals: tuple[Goal, ...]
    promises: tuple[Promise, ...]
    decision_team: tuple[Contact, ...]
    completeness: Completeness
    begun: RevisionText | None
    handed_over: TagText | None

    @property
    def open_needs(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.state in _WANTED)

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """The first due first, those without a day last."""
        found = [promise for promise in self.promises if promise.state == PromiseState.OPEN.value]
        return tuple(sorted(found, key=lambda promise: (promise.due_on or date.max, promise.id)))

    def section(self, key: str) -> SectionText:
        found = next((section for section in self.sections if section.key == key), None)
        if found is None:
            raise Missing.because("There is no such section.", "Look at the client document again.")
        return found


_WANTED = frozenset({ItemState.OPEN.value, ItemState.AGREED.value})


def document_of(account_id: int) -> Document:
    """The document with every section's newest body, items, completeness and last authors.

    Missing without such an account.
    """
    account = account_for(account_id)
    kinds = list(SectionKind.objects.order_by("order", "id"))
    texts = dict(Section.objects.filter(account_id=account_id).values_list("kind_id", "text_id"))
    newest = newest_revisions(texts.values())
    answers = {row.kind_id: row for row in _answers(account_id)}
    items = list(Need.objects.filter(account_id=account_id).select_related("owner").order_by("id"))
    goals = tuple(Goal.objects.filter(account_id=account_id).order_by("id"))
    promises = _promises(account_id)
    team = decision_team(account_id)
    written = {kind for kind, text in texts.items() if text in newest and newest[text].body}
    facts = facts_of(
        written=frozenset(kind.key for kind in kinds if kind.id in written),
        none_known=frozenset(kind.key for kind in kinds if kind.id in answers),
        items=items, goals=goals, promises=promises, team=team,
    )  # fmt: skip
    whole = completeness([kind.key for kind in kinds], facts)
    sections = tuple(
        SectionText(
            key=kind.key,
            title=kind.title,
            guidance=kind.guidance,
            newest=newest.get(texts.get(kind.id, 0)),
            checks=whole.checks[kind.key],
            none_known=answers.get(kind.id),
        )
        for kind in kinds
    )
    return Document(
        account=account,
        sections=sections,
        needs=tuple(item for item in items if item.kind == ItemKind.NEED.value),
        aspirations=tuple(item for item in items if item.kind == ItemKind.ASPIRATION.value),
        goals=goals,
        promises=promises,
        decision_team=team,
        completeness=whole,
        begun=_begun(list(texts.values())),
        handed_over=newest_tag(about_kind=DOCUMENT, about_id=account_id, name=HANDED_OVER),
    )


def _promises(account_id: int) -> tuple[Promise, ...]:
    rows = Promise.objects.filter(account_id=account_id).select_related("by", "to_contact", "settled_by")
    return tuple(rows.order_by("id"))


def account_for(account_id: int) -> Account:
    """The account with its owner. Missing when there is none."""
    return the(Account.objects.select_related("owner"), account_id)


def _answers(account_id: int) -> list[NoneKnown]:
    return list(NoneKnown.objects.filter(account_id=account_id, withdrawn_at=None).select_related("by"))


def _begun(text_ids: list[int]) -> RevisionText | None:
    first = (
        Revision.objects.filter(text_id__in=text_ids, number=1)
        .select_related("author")
        .order_by("at", "id")
        .first()
    )
    return as_text(first) if first else None
