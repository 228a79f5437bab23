"""The end of an import: refreshes what accounts show of their sales and orders, in chunks, from where it stopped."""

from datetime import datetime

from django.db import transaction

from dugout.accounts.parts import refresh
from dugout.exchange.models import ImportRun
from dugout.exchange.parts.runs import keep_progress
from dugout.exchange.terms.rows import FileKind, RowVerdict
from dugout.history.terms import Allowed
from dugout.revenue.commands.restaging import restage_many
from dugout.selling.models import Opportunity
from dugout.selling.queries.figures import OPEN_SALES

ACCOUNTS = 2000
WROTE = (RowVerdict.CREATED.value, RowVerdict.UPDATED.value)


def keep_figures(run: ImportRun, *, by: Allowed, at: datetime) -> None:
    """Figures and stage of every account that has a sale of this source, where the run wrote sales at all.

    What is right already is not written again.
    """
    counts = run.counts.get(FileKind.OPPORTUNITIES.value, {})
    if not any(counts.get(verdict) for verdict in WROTE):
        return
    sold = Opportunity.objects.filter(external_source=run.source, account_id__isnull=False)
    while True:
        after = run.progress.get("account", 0)
        accounts = (
            sold.filter(account_id__gt=after).order_by("account_id").values_list("account_id", flat=True)
        )
        ids = list(accounts.distinct()[:ACCOUNTS])
        if not ids:
            return
        with transaction.atomic():
            refresh(ids, OPEN_SALES, at=at)
            restage_many(account_ids=ids, by=by, at=at)
            keep_progress(run, account=ids[-1])
