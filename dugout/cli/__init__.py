"""The `dugout` command line: starts the embedded PostgreSQL, sets DATABASE_URL, then Django."""
