"""`/api/v1`: the same commands and queries as the pages, as JSON."""
