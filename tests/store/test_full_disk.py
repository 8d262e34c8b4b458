"""A disk that is really full: a tiny tmpfs, where it can be mounted."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from noticesearch.store import IndexFolder, LedgerEntry, NotWritten

Run = Callable[[IndexFolder, str], str]
State = Callable[[IndexFolder], tuple[object, ...]]
DISK_BYTES = 512 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES},mode=700", "tmpfs", str(tmp_path)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"NOT TESTED: a really full disk; mounting a tmpfs needs root: {mounted.stderr.strip()}")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def fill_by(write: Callable[[IndexFolder], None], index: IndexFolder) -> str:
    with pytest.raises(NotWritten) as told:
        write(index)
    return str(told.value)


def through_the_engine(index: IndexFolder) -> None:
    with index.building("reindex") as build:
        (build.folder / "more.seg").write_bytes(bytes(DISK_BYTES))


def through_pages(index: IndexFolder) -> None:
    with index.building("reindex") as build:
        for _ in range(DISK_BYTES // 10_000):
            build.pages.put(os.urandom(10_000))


def through_the_ledger(index: IndexFolder) -> None:
    with index.building("reindex") as build:
        for number in range(DISK_BYTES // 100):
            build.ledger.add(LedgerEntry(f"{number:0100}", None, "", "0123456789abcdef"))


@pytest.mark.parametrize("write", [through_the_engine, through_pages, through_the_ledger])
def test_a_full_disk_keeps_the_old_index_and_frees_what_it_took(
    small_disk: Path, run: Run, state: State, write: Callable[[IndexFolder], None]
) -> None:
    index = IndexFolder(small_disk / "index")
    name = run(index, "old")
    before = state(index)
    told = fill_by(write, index)
    assert f"No space left on device; the index {name} in {index.path} is live as before" in told
    assert state(index) == before
    assert index.layout.leftovers() == ()
    assert index.verify().sound
    assert run(index, "new") == index.current_name()


def test_a_takedown_or_rollback_on_a_full_disk_changes_nothing(small_disk: Path, run: Run, state: State) -> None:
    index = IndexFolder(small_disk / "index")
    run(index, "older")
    run(index, "old")
    before = state(index)
    with index.building("remove") as build:
        build.take_down("one", None)
        removed = index.removed()
        brim(small_disk)
        with pytest.raises(OSError, match="No space left on device"):
            build.take_down("two", None)
        assert (build.removed, index.removed()) == (removed, removed)
    with pytest.raises(NotWritten, match=r"No space left on device.*is live as before"):
        index.rollback()
    assert state(index) == before


def brim(disk: Path) -> None:
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
