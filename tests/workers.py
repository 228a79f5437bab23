"""How the tests are shared out between the processes of one run: what is dear to prepare is prepared in one of them.

Each test goes to whichever process is free; the tests of a group below go to one, and first. xdist has a mark for
that, `xdist_group`, which it writes into the tests' names: the present pytest gives them no names, and it is silent.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.databases import server_folder

# The largest is begun first, so that no process is left with it alone at the end.
TOGETHER = ("tests/demo/", "tests/cli/", "tests/races/test_accepting.py")


class Shared(LoadScopeScheduling):
    """One test at a time, but for the groups."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shared:
    return Shared(config, log)


def once_in_a_run(what: str) -> None:
    """Fails where another process of this run prepares the same: the groups do not work, or one is missing."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run is None:
        return
    made = Path(f"{server_folder()}.{what.replace(' ', '-')}")
    if made.exists() and made.read_text() == run:
        pytest.fail(f"{what} was prepared by another process of this run: see TOGETHER in tests/workers.py")
    made.write_text(run)
