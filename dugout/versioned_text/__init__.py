"""Texts whose every save is kept: revisions, diffs, tags, whatever the text is about."""
