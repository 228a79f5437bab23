"""What the company adds to history."""

from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind


def register() -> None:
    add_kinds(
        EntryKind(key="company_founded", label="company founded", icon="building-2"),
        EntryKind(key="company_changed", label="company changed", icon="settings"),
        EntryKind(key="setting_changed", label="setting changed", icon="settings"),
        EntryKind(key="department_saved", label="department saved", icon="building-2"),
        EntryKind(key="location_added", label="location added", icon="building-2"),
        EntryKind(key="location_changed", label="location changed", icon="building-2"),
        EntryKind(key="calendar_added", label="calendar added", icon="calendar-days"),
        EntryKind(key="calendar_changed", label="calendar changed", icon="calendar-days"),
        EntryKind(key="public_holidays_added", label="public holidays added", icon="calendar-clock"),
        EntryKind(key="holiday_added", label="holiday added", icon="calendar-clock"),
        EntryKind(key="holiday_removed", label="holiday removed", icon="calendar-clock"),
    )
    add_record_kinds(
        RecordKind(key="company", label="company", path=lambda _: "/settings/company"),
        RecordKind(key="department", label="department", path=lambda _: "/settings/departments"),
        RecordKind(key="location", label="location", path=lambda _: "/settings/calendars"),
        RecordKind(key="setting", label="setting", path=lambda _: "/settings/clocks"),
        RecordKind(key="calendar", label="calendar", path=lambda _: "/settings/calendars"),
    )
