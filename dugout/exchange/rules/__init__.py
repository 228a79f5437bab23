"""Decisions of the exchange as pure functions: mappings, cells, rows."""
