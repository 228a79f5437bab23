"""What completeness asks of a document, read from its records."""

from collections.abc import Collection

from dugout.accounts.models import Contact
from dugout.accounts.terms import WITH_AUTHORITY, DecisionRole
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.terms import DocumentFacts, GoalFacts, GoalState, ItemKind, ItemState


def decision_team(account_id: int) -> tuple[Contact, ...]:
    """Contacts with a decision role who have not left, most influence first."""
    rows = (
        Contact.objects.filter(account_id=account_id, left_on=None, roles__isnull=False)
        .distinct()
        .prefetch_related("roles")
    )
    return tuple(
        sorted(rows, key=lambda contact: (-(contact.influence or 0), contact.family_name, contact.id))
    )


def facts_of(
    *,
    written: frozenset[str],
    none_known: frozenset[str],
    items: Collection[Need],
    goals: Collection[Goal],
    promises: Collection[Promise],
    team: Collection[Contact],
) -> DocumentFacts:
    """Dropped needs and goals do not count. Roles must be read with the team."""
    kept = [item.kind for item in items if item.state != ItemState.DROPPED.value]
    return DocumentFacts(
        written=written,
        none_known=none_known,
        needs=kept.count(ItemKind.NEED.value),
        aspirations=kept.count(ItemKind.ASPIRATION.value),
        goals=tuple(
            GoalFacts(has_measure=bool(g.measure), has_target=bool(g.target), has_due=g.due_on is not None)
            for g in goals
            if g.state != GoalState.DROPPED.value
        ),
        promises=len(promises),
        with_authority=tuple(
            contact.name
            for contact in team
            if any(DecisionRole(role.role) in WITH_AUTHORITY for role in contact.roles.all())
        ),
    )
