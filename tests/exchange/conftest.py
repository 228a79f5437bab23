"""The published set, imported once for each module that reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dugout.exchange.terms.results import ImportReport
from tests.databases import ROOT
from tests.exchange.taking import take


@pytest.fixture(scope="module")
def crm() -> Path:
    folder = ROOT.parent / "shared" / "data" / "maven-crm"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data is absent")
    return folder


@pytest.fixture(scope="module")
def taken(django_db_setup: None, django_db_blocker: Any, crm: Path) -> Iterator[ImportReport]:
    """The set in the database, for all tests of a module: each rolls back what it writes itself."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield take(crm)
        transaction.set_rollback(True)
