"""Which sales somebody looks at: of a kind, of whom, with an account or without."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from dugout.people.models import Post
from dugout.selling.models import Opportunity, OpportunityMember
from dugout.selling.models.opportunity import ON_BOARD
from dugout.selling.terms import OpportunityKind

Owned = TypeVar("Owned", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person chose to see. `mine` holds the persons for whom the reader acts; empty means everyone's.

    Sales without an account are a view of their own: they came by an import and wait for a name.
    """

    day: date
    kind: OpportunityKind = OpportunityKind.NEW_BUSINESS
    mine: Collection[int] = field(default_factory=frozenset)
    owner_id: int | None = None
    department_id: int | None = None
    without_account: bool = False

    @property
    def everyones(self) -> bool:
        """Whether nobody is left out."""
        return not self.mine and self.owner_id is None and self.department_id is None


def whose(chosen: Chosen) -> QuerySet[Opportunity]:
    """The sales of those whom somebody chose, of every kind."""
    rows = Opportunity.objects.all()
    if chosen.mine:
        # A union of two indexes: nobody else's sales are read.
        own = Opportunity.objects.filter(owner__in=chosen.mine).values("id")
        teams = OpportunityMember.objects.filter(person__in=chosen.mine).values("opportunity_id")
        rows = rows.filter(id__in=own.union(teams))
    return of_owners(rows, chosen)


def of_owners(rows: QuerySet[Owned], chosen: Chosen) -> QuerySet[Owned]:
    """Of rows that have an owner, those of the person or of the department that somebody chose."""
    if chosen.owner_id is not None:
        rows = rows.filter(owner=chosen.owner_id)
    if chosen.department_id is not None:
        posts = Post.objects.filter(
            person=OuterRef("owner_id"), department=chosen.department_id, during__contains=chosen.day
        )
        rows = rows.filter(Exists(posts))
    return rows


def on_board(chosen: Chosen) -> QuerySet[Opportunity]:
    """Of those, what stands on a board: open, or won and its last step not closed."""
    return whose(chosen).filter(ON_BOARD)


def of_view(rows: QuerySet[Opportunity], chosen: Chosen) -> QuerySet[Opportunity]:
    """Of those, what belongs to the view: the kind, with an account or without."""
    return rows.filter(kind=chosen.kind.value, account__isnull=chosen.without_account)
