"""What day it is for the company: requests read the real clock, and near midnight days differ by zone."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

# Of tests/cast.py.
COMPANY_ZONE = ZoneInfo("Europe/Berlin")


def company_day() -> date:
    return timezone.now().astimezone(COMPANY_ZONE).date()
