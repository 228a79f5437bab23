"""What the tests of the API's selling share."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.selling.scene import Sale, a_sale


@pytest.fixture
def sale(person: Callable[[str], Any], author: Callable[[str], Any], at: dt.datetime) -> Sale:
    """A sale of Tom's to Brightwater Foods, in its first step."""
    return a_sale(person("seller"), author("seller"), at)
