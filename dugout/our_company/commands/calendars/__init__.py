"""Verbs about calendars."""
