"""`/api/v1`: the same commands and queries as the pages, as JSON."""

from ninja import Schema

# A shape is checked and compiled when it is first asked for: no process answers everything, and all of them together
# cost each process a third of a second at its start and 10 MiB.
Schema.model_config["defer_build"] = True
