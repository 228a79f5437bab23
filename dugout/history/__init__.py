"""One row for each change or event: author, before and after; the kinds; the outbox.

Lies at the bottom so that every package above records what it does. Knows nobody above it.
"""
