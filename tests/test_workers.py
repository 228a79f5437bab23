"""What is told once is told by one process."""

from typing import Any

import pytest

from tests import workers
from tests.databases import ROOT
from tests.workers import TOGETHER, Shared, once_in_a_run


def scope(nodeid: str) -> str:
    return Shared._split_scope(object.__new__(Shared), nodeid)


def test_a_groups_tests_go_together_and_all_others_alone() -> None:
    assert scope("tests/demo/test_story.py::test_a") == scope("tests/demo/test_telling.py::test_b")
    assert scope("tests/values/test_money.py::test_a") != scope("tests/values/test_money.py::test_b")


@pytest.mark.parametrize("group", TOGETHER)
def test_a_group_is_a_place_that_there_is(group: str) -> None:
    assert (ROOT / group).exists()


def test_what_two_processes_of_a_run_prepare_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(workers, "server_folder", lambda: tmp_path / "server")
    for run in ("a run", "the next"):
        monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", run)
        once_in_a_run("A tale")
    with pytest.raises(pytest.fail.Exception, match="A tale was prepared by another process"):
        once_in_a_run("A tale")
