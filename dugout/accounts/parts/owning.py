"""Who owns an account, from when to when."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, Ownership
from dugout.accounts.parts.holding import keep_figures
from dugout.history.terms import Author


def give_owner(*, account: Account, person_id: int, managed: bool, by: Author, at: datetime) -> None:  # noqa: ARG001
    """Ends the running ownership and begins the next; `managed` where the owner is the account's manager.

    Records no entry: the verb that calls it tells why. Five statements.
    """
    running = Ownership.objects.filter(account=account, during__upper_inf=True).first()
    if running is not None and running.during.lower < at:
        running.during = DateTimeTZRange(running.during.lower, at)
        running.save(update_fields=["during"])
    elif running is not None:
        running.delete()
    Ownership.objects.create(
        account=account, person_id=person_id, managed=managed, during=DateTimeTZRange(at, None)
    )
    account.owner_id = person_id
    account.version += 1
    account.save(update_fields=["owner", "version"])
    keep_figures(account.id, managed_since=at if managed else None)


def keep_managed_since(account_id: int) -> None:
    """Recomputes since when the account's owner manages it, from who owned it when. Two statements."""
    running = Ownership.objects.filter(account_id=account_id, managed=True, during__upper_inf=True).first()
    keep_figures(account_id, managed_since=running.during.lower if running else None)
