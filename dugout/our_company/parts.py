"""What several verbs about the company share."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from dugout.values.refused import Refused


@contextmanager
def under_its_own_name(what: str, name: str) -> Iterator[None]:
    """A transaction that is refused when something of this sort has the name already; nothing stays of it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "name" not in str(error):
            raise
        raise Refused.because(f"There is a {what} {name} already.", "Choose another name.", "name") from error
