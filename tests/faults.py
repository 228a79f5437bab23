"""Breaking a verb at every statement that it sends, one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from tests.unchanged import digest_of_database


class Broken(Exception):
    """What a broken statement raises."""


@contextmanager
def broken_at(number: int) -> Iterator[list[int]]:
    """The statement of that number, from 0, raises instead of running. Gives how many came, as a list of one."""
    came = [0]

    def around(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        came[0] += 1
        if came[0] - 1 == number:
            raise Broken(str(sql)[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(around):
        yield came


def leaves_nothing_when_broken(act: Callable[[], Any]) -> int:
    """Breaks `act` at each of its statements; afterwards the whole database is as before. How many there were.

    Not at the last one, which ends its transaction: a server that refuses that has rolled back already.
    """
    many = _statements_of(act)
    before = digest_of_database()
    for number in range(many - 1):
        with pytest.raises(Broken), broken_at(number):
            act()
        assert digest_of_database() == before, f"statement {number} of {many} left something behind"
    return many


def _statements_of(act: Callable[[], Any]) -> int:
    with transaction.atomic():
        with broken_at(-1) as came:
            act()
        transaction.set_rollback(True)
    return came[0]
