"""The nightly look at what days alone changed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dugout.revenue.commands.restaging import restage_accounts


@app.periodic(cron="10 * * * *")
@app.task(name="dugout.revenue.restage_accounts", pass_context=False)
def restage_every_account(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    """Runs every hour, so that one comes soon after midnight wherever the company is."""
    restage_accounts(at=timezone.now())
