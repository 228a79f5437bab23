"""The embedded PostgreSQL, in the situations it must bear; needs no Django."""
