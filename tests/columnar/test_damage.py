from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from noticesearch.live import hashed_at_opening
from noticesearch.store import IndexFolder, IndexTrouble
from noticesearch.store.manifest import FileRecord, small_files
from tests.columnar import damaging
from tests.columnar.damaging import Damage, cut, damaged_index, files, flipped
from tests.columnar.generations import change, notices, publish, state
from tests.plain import corpus

BIG = 2_000_000


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each test leaves it as it was."""
    return damaged_index(tmp_path_factory.mktemp("damage"))


def test_the_index_to_be_damaged_has_two_segments_and_dead_rows(index: Path) -> None:
    names = Counter("".join(path.suffixes) or path.name for path in files(index) if path.suffix != ".gz")
    told = {"CURRENT": 1, "GROUPS": 1, "ISSUE_TYPES": 1, ".jsonl": 1, ".json": 1}
    assert names == {**told, ".columns": 4, ".toc": 2}
    assert len(state(index)) == 4


@pytest.mark.parametrize(("damage", "times"), [(flipped, 8), (cut, 3)], ids=["bit", "end"])
def test_a_flipped_bit_or_a_lost_end_of_any_file_is_found_by_verify_and_refused_by_a_search(
    index: Path, damage: Damage, times: int
) -> None:
    random = corpus.seeded(5)
    stored = [path for path in files(index) if path.suffix == ".gz"]
    others = [path for path in files(index) if path.suffix != ".gz"]
    for path in (*others, *random.sample(stored, 3)):
        before = path.read_bytes()
        for _ in range(times):
            with damaging.replaced(path, damage(random, before)):
                is_damaged = not damaging.says_the_same(path, before)
                assert damaging.is_found_by_verify(index) == is_damaged, path
                assert damaging.is_refused(index) == (is_damaged and damaging.is_read_by_a_search(path)), path
    assert not damaging.is_found_by_verify(index)


@pytest.mark.parametrize(("damage", "times"), [(flipped, 40), (cut, 10)], ids=["bit", "end"])
def test_a_segment_too_large_to_be_hashed_is_refused_by_its_own_checksums(
    index: Path, damage: Damage, times: int
) -> None:
    random, expected = corpus.seeded(6), state(index)
    found: Counter[str] = Counter()
    for path in (path for path in files(index) if path.suffix == ".columns"):
        before = path.read_bytes()
        for _ in range(times):
            with damaging.replaced(path, damage(random, before)):
                found[damaging.without_hashes(index, expected)] += 1
    assert found["WRONG ANSWER"] == 0
    assert found["refused at opening"] + found["refused when touched"] == found.total() == 4 * times


def test_a_run_upon_a_damaged_segment_is_refused_and_changes_nothing(index: Path, tmp_path: Path) -> None:
    copy = damaging.copied(index, tmp_path)
    live = IndexFolder(copy).current_name()
    path = next(path for path in files(copy) if path.suffix == ".columns")
    data = path.read_bytes()
    with damaging.replaced(path, data[:200] + bytes([data[200] ^ 1]) + data[201:]), pytest.raises(IndexTrouble):
        publish(copy, change({}, notices(9, 0, 40)))
    assert IndexFolder(copy).current_name() == live
    assert not damaging.is_found_by_verify(copy)


def test_tables_of_contents_and_what_is_read_whole_are_hashed_at_opening_however_large() -> None:
    names = ("GROUPS", "ISSUE_TYPES", "VERSIONS.jsonl", "whoosh/notices/_MAIN_1.toc")
    assert [hashed_at_opening(FileRecord(name, BIG, "")) for name in names] == [True] * 4
    assert small_files(FileRecord("whoosh/notices/_MAIN_1.toc", BIG, ""))
    for name in ("whoosh/notices/MAIN_x.columns", "LEDGER.jsonl"):
        assert [hashed_at_opening(FileRecord(name, size, "")) for size in (1000, BIG)] == [True, False]
