"""What may stand in a document, how its records may move, and what is still missing. Pure."""
