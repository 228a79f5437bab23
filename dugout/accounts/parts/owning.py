"""Who owns an account, from when to when."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, Ownership
from dugout.accounts.parts.figures import refresh
from dugout.accounts.queries.figures import MANAGED
from dugout.history.terms import Author


def give_owner(*, account: Account, person_id: int, managed: bool, by: Author, at: datetime) -> None:  # noqa: ARG001
    """Ends the running ownership and begins the next; `managed` where the owner is the account's manager.

    Records no entry: the verb that calls it tells why.
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
    refresh((account.id,), MANAGED, at=at)
