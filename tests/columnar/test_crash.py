from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from noticesearch.columnar import PartWriter, open_index_searcher
from noticesearch.text.terms import analysed
from tests.columnar import killing
from tests.columnar.crashes import FINE, OPERATIONS, outcomes
from tests.columnar.generations import notices

POINTS, ALONE = 5, 12


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: faults are made above the disk, so its slow fsyncs would prove nothing."""
    memory = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="noticesearch-test-") as folder:
        yield Path(folder)


@pytest.mark.parametrize("power", [False, True], ids=["killed", "power lost"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_ended_at_any_step_leaves_the_old_generation_or_the_new_one(
    tmp_path: Path, name: str, power: bool
) -> None:
    operation = OPERATIONS[name](tmp_path)
    assert operation.segments == {"build": (0, 1), "update": (1, 2), "merge": (2, 1)}[name]
    found = outcomes(operation, POINTS, power=power)
    assert {outcome: number for outcome, number in found.items() if outcome not in FINE} == {}
    assert found.total() == POINTS


@pytest.mark.parametrize("power", [False, True], ids=["killed", "power lost"])
@pytest.mark.parametrize("merges", [False, True], ids=["beside", "merged"])
def test_a_writer_ended_at_any_step_leaves_the_old_table_of_contents_or_the_new_one(
    tmp_path: Path, merges: bool, power: bool
) -> None:
    start = tmp_path / "start"
    writer = PartWriter(start)
    for notice in notices(1, 0, 40):
        writer.add(analysed(notice))
    writer.commit()
    added = [analysed(notice) for notice in notices(2, 39, 60 if merges else 42)]

    def commit(folder: Path) -> None:
        writer = PartWriter(folder)
        writer.remove(f"{0:016x}")
        for each in added:
            writer.add(each)
        writer.commit()

    finished = shutil.copytree(start, tmp_path / "finished")
    steps = killing.run(lambda: commit(finished))
    old, new = held(start), held(finished)
    assert steps is not None
    found = []
    for step in range(0, steps, max(1, steps // ALONE)):
        folder = shutil.copytree(start, tmp_path / str(step))
        assert killing.run(lambda folder=folder: commit(folder), step, power=power) is None  # type: ignore[misc]
        found.append(held(folder))
        assert found[-1] in (old, new), step
        commit(folder)
        assert held(folder) == new
        assert len(list(folder.glob("*.toc"))) == 1
        assert len(list(folder.glob("*.columns"))) == (1 if merges else 2)
    assert (old in found, found == sorted(found, key=lambda each: each == new)) == (True, True)


def held(folder: Path) -> list[str]:
    """What the index says, notice by notice."""
    searcher = open_index_searcher(folder, "g", "now")
    try:
        return sorted(repr(notice) for notice in searcher.notices())
    finally:
        searcher.close()
