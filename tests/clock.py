"""What day it is for the company: requests read the real clock, and near midnight days differ by zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

# Of tests/cast.py.
COMPANY_ZONE = ZoneInfo("Europe/Berlin")


def company_day() -> date:
    return timezone.now().astimezone(COMPANY_ZONE).date()


def a_little_ago() -> datetime:
    """A moment before the requests, and of the same day for the company: just after midnight a shorter while ago."""
    now = timezone.now()
    midnight = now.astimezone(COMPANY_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(now - timedelta(minutes=5), midnight)
