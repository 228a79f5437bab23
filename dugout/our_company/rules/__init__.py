"""Decisions about time and hours: pure functions over calendars; the moment is always an argument."""
