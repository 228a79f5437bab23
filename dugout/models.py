"""All models of all packages under one app label, so that a model moves between packages without a migration.

A test compares this list with the folders.
"""

from dugout.accounts import models as accounts
from dugout.client_document import models as client_document
from dugout.exchange import models as exchange
from dugout.handoffs import models as handoffs
from dugout.history import models as history
from dugout.our_company import models as our_company
from dugout.people import models as people
from dugout.revenue import models as revenue
from dugout.search import models as search
from dugout.selling import models as selling
from dugout.timeline import models as timeline
from dugout.versioned_text import models as versioned_text

__all__ = [
    "accounts",
    "client_document",
    "exchange",
    "handoffs",
    "history",
    "our_company",
    "people",
    "revenue",
    "search",
    "selling",
    "timeline",
    "versioned_text",
]
