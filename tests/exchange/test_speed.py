"""How fast an import is, and how little memory it needs however long its files are."""

import os
from pathlib import Path

import pytest

from bench.importing import Figures, measure, write_files


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_200000_sales_go_at_10000_a_second_in_the_memory_of_20000(
    django_db_setup: None, tmp_path: Path
) -> None:
    def taken(sales: int) -> Figures:
        folder = tmp_path / str(sales)
        folder.mkdir(exist_ok=True)
        return measure(sales, server_url=os.environ["DUGOUT_TEST_SERVER_HERE"], folder=folder)

    small, large = taken(20_000), [taken(200_000) for _ in range(3)]

    assert max(one.peak_mib for one in large) <= 1.2 * small.peak_mib
    # What else runs on the machine only ever makes it slower: the best says how fast an import is.
    assert max(one.opportunities_a_second for one in large) >= 10_000


def test_the_generated_files_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_files(tmp_path / name, 500)

    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
