"""Rejected rows that can be written nowhere: the import comes to its end, and says what to do."""

import errno
from pathlib import Path
from typing import Any

import pytest

from dugout.exchange.models import ImportRun
from dugout.selling.models import Opportunity
from tests.exchange.taking import SALES, small_set, take

pytestmark = pytest.mark.django_db
WITH_A_MISTAKE = [SALES[0], ("S9", "Nobody", "Blast tunnel", "", "Engaging", "", "", "")]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A disk on which no draft can be opened; where it was tried."""
    tried: list[Path] = []
    real = Path.open

    def opened(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if "w" in mode and self.name.endswith(".part"):
            tried.append(self.parent)
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", opened)
    return tried


def test_the_run_has_an_end_and_every_other_row_is_in(tmp_path: Path, full: list[Path]) -> None:
    report = take(small_set(tmp_path, WITH_A_MISTAKE))

    assert report.problem_files == ()
    assert report.not_written.startswith(
        "The rejected rows could not be written to a file: No space left on device."
    )
    assert full == [tmp_path, Path.cwd()], "beside the file, then in the current folder"
    assert ImportRun.objects.get(id=report.run_id).ended_at is not None
    assert Opportunity.objects.filter(external_source="crm").count() == 1


def test_the_same_files_again_write_them_where_there_is_room(
    tmp_path: Path, full: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    take(small_set(tmp_path, WITH_A_MISTAKE))
    monkeypatch.undo()
    (room := tmp_path / "room").mkdir()

    again = take(tmp_path, problems_to=room)

    assert not again.resumed
    assert again.not_written == ""
    assert again.problem_files == (str(room / "sales_pipeline.problems.csv"),)
    assert again.counts["opportunities"] == {"unchanged": 1, "rejected": 1}


def test_half_a_file_is_left_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def fills_up(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("dugout.exchange.parts.problem_files._write_rows", fills_up)

    report = take(small_set(tmp_path, WITH_A_MISTAKE))

    assert report.not_written
    assert not list(tmp_path.glob(".*.part"))
    assert report.problem_files == ()
