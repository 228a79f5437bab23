"""Changing a setting: a new version from now on; what was measured before keeps the old one."""

from datetime import datetime

from django.db import connection, transaction

from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.models import SettingVersion
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import check_setting
from dugout.values.refused import Refused, Stale

SETTINGS_LOCK = 4204


def change_setting(*, key: str, value: int, seen: int, by: Allowed, at: datetime) -> SettingVersion | None:
    """Sets a setting from `at` on, for who may configure. `seen` is the value that the person began from.

    Nothing is written when it holds already. Refused outside its bounds, or when somebody changed it meanwhile: of two
    who began from the same value, the second finds the value of the first.
    """
    if problems := check_setting(key, value):
        raise Refused(problems)
    with transaction.atomic():
        begins = _hold(key, at)
        old = settings_at(begins)[key]
        if old == value:
            return None
        if old != seen:
            raise Stale.because(
                f"Somebody set this to {old} meanwhile.",
                "Look again, then change it.",
                field="value",
                theirs={"value": old},
                yours={"value": value},
            )
        version = SettingVersion.objects.create(key=key, value=value, from_at=begins, set_by_id=by.person_id)
        record(
            kind="setting_changed",
            by=by,
            at=at,
            subject=Subject(kind="setting", id=version.id),
            before={"setting": key, "value": old},
            after={"setting": key, "value": value},
        )
    return version


def _hold(key: str, at: datetime) -> datetime:
    """Others who set anything wait until this transaction ends. From when a new version holds: after every other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SETTINGS_LOCK])
    newest = SettingVersion.objects.filter(key=key).order_by("-from_at").first()
    return max(at, newest.from_at) if newest else at
