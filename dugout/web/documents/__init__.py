"""The client document: read, written section by section, with its records, its past and what changed."""
