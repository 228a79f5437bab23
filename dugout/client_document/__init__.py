"""The client document: sections, needs, goals, promises, and what "none known" answers."""
