"""Pieces of the import: finding and reading files, what is known of rows, taking them, telling what was wrong."""
