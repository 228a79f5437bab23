"""Verbs on accounts and contacts."""
