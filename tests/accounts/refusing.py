"""A refusal that changes nothing: the whole database is as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dugout.values.refused import Refused
from tests.unchanged import digest_of_database


@contextmanager
def refused(kind: type[Refused] = Refused, field: str | None = None) -> Iterator[list[Refused]]:
    """Expects exactly this kind of refusal, of this field where one is named, and an unchanged database."""
    caught: list[Refused] = []
    before = digest_of_database()
    with pytest.raises(Refused) as raised:
        yield caught
    assert type(raised.value) is kind, raised.value
    assert digest_of_database() == before
    if field is not None:
        assert field in {problem.field for problem in raised.value.problems}, raised.value
    caught.append(raised.value)
