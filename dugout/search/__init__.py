"""One table of names, found while typing. Knows names and where they lead, nothing of what they are."""
