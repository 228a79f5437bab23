"""Settings on which results depend: the newest version up to a moment counts, else what Dugout ships."""

from dataclasses import dataclass
from datetime import datetime

from dugout.our_company.models import SettingVersion
from dugout.our_company.rules.settings import SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingBook:
    """Every version of every setting, oldest first, as (key, from, value)."""

    versions: tuple[tuple[str, datetime, int], ...]

    def at(self, key: str, moment: datetime) -> int:
        """What held at a moment: the newest version up to it, else the shipped value."""
        found = SETTINGS[key].shipped
        for name, from_at, value in self.versions:
            if name == key and from_at <= moment:
                found = value
        return found


def setting_book() -> SettingBook:
    """All versions of all settings: a handful of rows."""
    rows = SettingVersion.objects.filter(key__in=SETTINGS).order_by("from_at", "id")
    return SettingBook(
        versions=tuple(
            (key, from_at, int(value)) for key, from_at, value in rows.values_list("key", "from_at", "value")
        )
    )


def settings_at(at: datetime) -> dict[str, int]:
    """The value of every setting at a moment."""
    book = setting_book()
    return {key: book.at(key, at) for key in SETTINGS}
