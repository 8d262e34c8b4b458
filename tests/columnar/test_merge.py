from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from noticesearch.columnar.decoding import counts_of
from noticesearch.columnar.merge import merge
from noticesearch.columnar.segment_file import SegmentDamaged, SegmentFile
from noticesearch.notice import Notice, Part
from tests.columnar.segments import NAMES, built, held, notices, stored_json
from tests.plain import corpus

LEAST_AT_ONCE = 1 << 12  # postings that a merge takes together however little memory it is given


def rows_of(wanted: list[Notice], dead: set[int]) -> NDArray[np.int64]:
    """The rows of the notices numbered *dead*."""
    first = np.cumsum([0, *(len(notice.parts) for notice in wanted)])
    return np.array([row for at in sorted(dead) for row in range(first[at], first[at + 1])], dtype=np.int64)


def long_notice(seed: int, chars: int) -> Notice:
    """One whose positions take more than a byte."""
    body = corpus.text(corpus.seeded(seed), 50) + "字" * chars + "尽头"
    (made,) = notices(seed, 1)
    return Notice(made.id, made.origin, made.title, body, "content", (Part(((0, len(body)),)),))


@pytest.mark.parametrize("share", [0, 0.3, 0.9], ids=["none dead", "some dead", "most dead"])
@pytest.mark.parametrize("seed", range(4))
def test_merged_segments_are_the_segment_of_the_live_notices(tmp_path: Path, seed: int, share: float) -> None:
    random = corpus.seeded(seed)
    files, dead, live = [], [], []
    for number in range(random.randint(1, 4)):
        own = notices(100 * seed + number, random.randint(1, 30))
        if random.random() < 0.5:
            own.insert(random.randrange(len(own)), long_notice(100 * seed + number, random.choice((300, 70_000))))
        gone = {at for at in range(len(own)) if random.random() < share}
        files.append(built(tmp_path / str(number), own))
        dead.append(rows_of(own, gone))
        live += [notice for at, notice in enumerate(own) if at not in gone]
    rows = merge(tmp_path / "merged", files, dead)
    assert rows == sum(len(notice.parts) for notice in live)
    if not live:
        assert not (tmp_path / "merged").exists()
        return
    merged, whole = SegmentFile(tmp_path / "merged"), built(tmp_path / "whole", live)
    assert held(merged) == held(whole)
    assert merged.facts == whole.facts
    assert stored_json(tmp_path / "merged") == stored_json(tmp_path / "whole")
    merged.check_all()


def test_a_segment_holds_the_arrays_that_are_compared_here_and_its_stored_blocks(tmp_path: Path) -> None:
    file = built(tmp_path / "segment", [*notices(1, 20), long_notice(1, 300)])
    others = {"stored.blocks", "stored.block_first", "stored.block_ends"}
    assert set(file._arrays) - others <= set(NAMES)
    assert others <= set(file._arrays)


def test_a_merge_in_little_memory_is_the_same(tmp_path: Path) -> None:
    files = [built(tmp_path / str(seed), notices(seed, 150)) for seed in range(3)]
    none = [np.empty(0, np.int64)] * 3
    merge(tmp_path / "at once", files, none)
    merge(tmp_path / "in portions", files, none, memory_bytes=1)
    most = counts_of(files[0].array("text_bigrams.records"), files[0].array("text_bigrams.starts")[:-1])
    assert 3 * most.sum() > LEAST_AT_ONCE
    assert (tmp_path / "in portions").read_bytes() == (tmp_path / "at once").read_bytes()


def test_merging_in_steps_is_merging_at_once(tmp_path: Path) -> None:
    files = [built(tmp_path / str(seed), notices(seed, 15)) for seed in range(3)]
    none = np.empty(0, np.int64)
    merge(tmp_path / "at once", files, [none] * 3)
    merge(tmp_path / "first", files[:2], [none] * 2)
    merge(tmp_path / "in steps", [SegmentFile(tmp_path / "first"), files[2]], [none] * 2)
    assert held(SegmentFile(tmp_path / "in steps")) == held(SegmentFile(tmp_path / "at once"))


def test_a_damaged_segment_is_not_merged_and_no_file_is_left(tmp_path: Path) -> None:
    whole, damaged = built(tmp_path / "whole", notices(1, 5)), tmp_path / "damaged"
    data = bytearray((tmp_path / "whole").read_bytes())
    data[100] ^= 1
    damaged.write_bytes(data)
    with pytest.raises(SegmentDamaged, match=r"damaged is not a segment as it was written"):
        merge(tmp_path / "merged", [whole, SegmentFile(damaged)], [np.empty(0, np.int64)] * 2)
    assert not (tmp_path / "merged").exists()


def test_terms_that_are_spilled_give_the_same_file(tmp_path: Path) -> None:
    wanted = [*notices(1, 40), long_notice(2, 2_000)]
    built(tmp_path / "memory", wanted)
    built(tmp_path / "spilled", wanted, memory_bytes=1_000)
    assert (tmp_path / "spilled").read_bytes() == (tmp_path / "memory").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memory", "spilled"]
