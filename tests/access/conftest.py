"""The scene, the cast at its doors, and silence about refusals that are expected."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.access.asking import Doors
from tests.access.scene import Names, build


@pytest.fixture(autouse=True)
def _no_word_of_each_refusal() -> Iterator[None]:
    """A thousand refusals are expected here; the log of them hides what is not."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def scene(around: Callable[[], AbstractContextManager[None]]) -> Names:
    with around():
        return build()


@pytest.fixture
def names(scene: Names, db: None) -> Names:
    """The scene is built once for a module; each test leaves it as it found it."""
    return dict(scene)


@pytest.fixture
def doors(names: Names) -> Doors:
    return Doors()
