"""The nightly comparison of the figures of accounts with their sources."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from procrastinate.contrib.django import app

from dugout.our_company.queries import company_zone
from dugout.upkeep.commands.comparing import compare_figures

# An hour that every night has once, whatever clocks are put forward or back.
AT_NIGHT = 4


@app.periodic(cron="40 * * * *")
@app.task(name="dugout.upkeep.compare_figures", pass_context=False)
def compare_figures_at_night(timestamp: int) -> None:
    """Planned for every hour, so that one is in the night wherever the company is; the others do nothing."""
    if datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(company_zone())).hour == AT_NIGHT:
        compare_figures(at=timezone.now())
