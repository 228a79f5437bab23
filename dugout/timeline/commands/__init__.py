"""Verbs of the timeline: log and withdraw an entry, raise, claim and resolve a signal, read a notice."""
