"""Decisions of the overview: the order of play, and where a client is in its life. Pure."""
