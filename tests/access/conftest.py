"""The scene, the cast at its doors, and silence about refusals that are expected."""

import logging
from collections.abc import Iterator

import pytest

from tests.access.asking import Doors
from tests.access.scene import Names, build


@pytest.fixture(autouse=True)
def _no_word_of_each_refusal() -> Iterator[None]:
    """A thousand refusals are expected here; the log of them hides what is not."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def names(db: None) -> Names:
    return build()


@pytest.fixture
def doors(names: Names) -> Doors:
    return Doors()
