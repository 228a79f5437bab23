"""The table of expected answers, by hand from chapter 01, area by area.

Nobody reads it from the product: a row here and the product's table agree, or a test fails.
"""

from tests.access.rows.accounts import ACCOUNTS
from tests.access.rows.documents import DOCUMENTS
from tests.access.rows.handoffs import HANDOFFS
from tests.access.rows.people import PEOPLE
from tests.access.rows.reading import READING
from tests.access.rows.selling import SELLING
from tests.access.rows.settings import SETTINGS
from tests.access.rows.timeline import TIMELINE

AREAS = {
    "people": PEOPLE,
    "settings": SETTINGS,
    "timeline": TIMELINE,
    "handoffs": HANDOFFS,
    "accounts": ACCOUNTS,
    "documents": DOCUMENTS,
    "selling": SELLING,
    "reading": READING,
}
ROWS = tuple(row for rows in AREAS.values() for row in rows)
