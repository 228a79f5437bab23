"""The start page: what needs this person now."""
