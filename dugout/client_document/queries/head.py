"""What stands at the head of a document, and on the account's page, without reading all of it."""

from dataclasses import dataclass

from dugout.accounts.models import Account
from dugout.client_document.models import Need, Section
from dugout.client_document.queries.changes import revisions_of_document
from dugout.client_document.queries.document import account_for
from dugout.client_document.terms import ItemKind, ItemState
from dugout.versioned_text.queries import newest_revisions
from dugout.versioned_text.terms import RevisionText


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Status, changes, challenges and needs at a glance. `changes` are (key, title, revision), newest first."""

    account: Account
    changes: tuple[tuple[str, str, RevisionText], ...]
    challenges: str
    needs: tuple[Need, ...]


def head_of_document(account_id: int) -> Head:
    """The head of an account's document. Six queries."""
    account = account_for(account_id)
    text_id = (
        Section.objects.filter(account_id=account_id, kind__key="challenges")
        .values_list("text_id", flat=True)
        .first()
    )
    challenges = newest_revisions([text_id]).get(text_id) if text_id else None
    wanted = (ItemState.OPEN.value, ItemState.AGREED.value)
    needs = Need.objects.filter(account_id=account_id, kind=ItemKind.NEED.value, state__in=wanted)
    return Head(
        account=account,
        changes=tuple(revisions_of_document(account_id, most=3)),
        challenges=challenges.body if challenges else "",
        needs=tuple(needs.select_related("owner").order_by("id")),
    )
