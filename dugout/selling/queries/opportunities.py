"""Opportunities in lists, and one with everything that was written down on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from dugout.history.models import Entry
from dugout.paging.kept import KeptPages
from dugout.paging.keyset import Page
from dugout.selling.models import (
    Opportunity,
    OpportunityLine,
    OpportunityMember,
    SellingStep,
    StepMove,
)
from dugout.selling.terms import EVIDENCE, LineValues, OpportunityKind, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which opportunities a list holds: all that meet whatever is given."""

    account_id: int | None = None
    without_account: bool = False
    owner_id: int | None = None
    step: int | None = None
    outcome: Outcome | None = None
    kind: OpportunityKind | None = None
    close_from: date | None = None
    close_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Everything that stands beside one opportunity, each kind oldest first, as pages and the API show it.

    `said` is its evidence, by the key of its kind.
    """

    lines: tuple[OpportunityLine, ...]
    members: tuple[OpportunityMember, ...]
    moves: tuple[StepMove, ...]
    said: Mapping[str, tuple[Any, ...]]


def opportunities_page(wanted: Wanted, *, after: str | None, limit: int) -> Page[Opportunity]:
    """One page of the opportunities that match, newest first."""
    return _PAGES.page(wanted, order=("-id",), after=after, limit=limit)


def opportunities(wanted: Wanted | None = None) -> QuerySet[Opportunity]:
    """Opportunities with account, owner, process and step; `steps` is how many the process has."""
    of = SellingStep.objects.filter(process_id=OuterRef("process_id")).order_by().values("process_id")
    rows = Opportunity.objects.select_related("account", "owner", "process", "step").annotate(
        steps=Subquery(of.annotate(n=Count("id")).values("n"))
    )
    wanted = wanted or Wanted()
    conditions = {
        "account_id": wanted.account_id,
        "account__isnull": wanted.without_account or None,
        "owner_id": wanted.owner_id,
        "step__number": wanted.step,
        "outcome": wanted.outcome.value if wanted.outcome else None,
        "kind": wanted.kind.value if wanted.kind else None,
        "expected_close__gte": wanted.close_from,
        "expected_close__lte": wanted.close_until,
    }
    return rows.filter(**{field: value for field, value in conditions.items() if value is not None})


_PAGES = KeptPages(Opportunity, opportunities, typed=("account_id", "owner_id", "close_from", "close_until"))


def written_on(opportunity_id: int) -> Written:
    """What was written down on an opportunity."""
    of = {"opportunity_id": opportunity_id}
    return Written(
        lines=tuple(
            OpportunityLine.objects.filter(**of).select_related("product", "opportunity").order_by("id")
        ),
        members=tuple(OpportunityMember.objects.filter(**of).select_related("person").order_by("id")),
        moves=tuple(
            StepMove.objects.filter(**of).select_related("from_step", "to_step", "by").order_by("id")
        ),
        said={
            kind.key: tuple(kind.model.objects.filter(**of).select_related(*kind.beside).order_by("id"))
            for kind in EVIDENCE.values()
        },
    )


def lines_of(row: Opportunity) -> list[LineValues]:
    """The lines of its offer as values, oldest first."""
    return [line.values for line in OpportunityLine.objects.filter(opportunity=row).order_by("id")]


def last_change_of(sale: Opportunity) -> Entry | None:
    """The newest entry about a sale, with its author."""
    of = {"account": sale.account_id} if sale.account_id else {"account": None}
    rows = Entry.objects.filter(subject_kind="opportunity", subject_id=sale.id, **of)
    return rows.select_related("author").order_by("-id").first()
