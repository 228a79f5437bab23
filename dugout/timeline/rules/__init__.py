"""Decisions about entries, conversations, signals and sentences: pure functions; the day is an argument."""
