"""Verbs about the company."""
