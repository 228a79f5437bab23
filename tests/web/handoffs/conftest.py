"""Hand-offs of Tom's: one as a draft, one submitted to account management as a pool."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.handoffs.models import Handoff
from tests.handoffs.scene import submitted, won


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def draft(person: Callable[[str], Any], author: Callable[[str], Any], now: dt.datetime) -> Handoff:
    return won(person("seller"), author("seller"), now)


@pytest.fixture
def sent(person: Callable[[str], Any], author: Callable[[str], Any], now: dt.datetime) -> Handoff:
    return submitted(person("seller"), author("seller"), now, name="Brightwater Foods")


def html(client: Client, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, answer
    return str(answer.content.decode())
