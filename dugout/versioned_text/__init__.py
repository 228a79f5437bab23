"""Texts whose every save is kept: revisions, diffs by words, tags. Knows no text's meaning.

Known to the packages that keep such a text (the client document, later the account plan) and those above.
"""
