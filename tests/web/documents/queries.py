"""How many queries a page takes beyond those of its shell."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# A page with nothing of its own: session, person, post, and what stands around every page.
SHELL_ALONE = "/more"


def own_queries(client: Client, path: str) -> int:
    """Each page once before, so that what is read only once is known; the answers must be pages."""
    counts = []
    for one in (path, SHELL_ALONE):
        client.get(one)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(one).status_code == 200
        counts.append(len(asked))
    return counts[0] - counts[1]
