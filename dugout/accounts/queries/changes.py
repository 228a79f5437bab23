"""Who changed a record last."""

from dugout.history.models import Entry


def who_changed(subject_kind: str, subject_id: int, account_id: int) -> str:
    """The author of the newest entry about an account or contact; Dugout where no person did it. One query."""
    found = (
        Entry.objects.filter(account_id=account_id, subject_kind=subject_kind, subject_id=subject_id)
        .select_related("author")
        .order_by("-id")
        .first()
    )
    return found.author.name if found and found.author else "Dugout"
