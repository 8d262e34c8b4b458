"""Segments of random notices, and what they hold, array by array, for comparing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from noticesearch.columnar.builder import SegmentBuilder
from noticesearch.columnar.layout import FIELDS, NOTICE_COLUMNS, ROW_COLUMNS
from noticesearch.columnar.segment import Segment
from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.notice import Notice
from noticesearch.text.terms import analysed
from tests.plain import corpus

PLENTY = 64 << 20
Held = dict[str, tuple[str, list[int]]]

FIELD_ARRAYS = ("records", "starts", "keys", "long_at", "tail_ends", "tails", "position_widths", "lengths")
COLUMN_ARRAYS = ("names", "name_ends", "ordinals", "beside", "starts")
NAMES = (
    *(f"{field.name}.{array}" for field in FIELDS for array in FIELD_ARRAYS),
    *(f"{column}.{array}" for column in (*ROW_COLUMNS, *NOTICE_COLUMNS) for array in COLUMN_ARRAYS),
    *("notice.first", "notice.ids", "notice.by_id", "stored.starts"),
)
"""Every array but those that tell how stored notices are cut into blocks, which a merge leaves as they were."""


def notices(seed: int, count: int) -> list[Notice]:
    random = corpus.seeded(seed)
    return [corpus.notice(random, f"{random.getrandbits(64):016x}") for _ in range(count)]


def built(path: Path, wanted: Sequence[Notice], memory_bytes: int = PLENTY) -> SegmentFile:
    """A segment of these notices, in their order."""
    builder = SegmentBuilder(path, memory_bytes)
    for notice in wanted:
        builder.add(analysed(notice))
    builder.finish()
    return SegmentFile(path)


def held(file: SegmentFile) -> Held:
    """Type and content of every array."""
    return {name: (file.array(name).dtype.str, file.array(name).tolist()) for name in NAMES if name in file}


def stored_json(path: Path) -> list[bytes]:
    """The stored notices in order."""
    segment = Segment(path, np.empty(0, np.int64))
    return [segment.notice_json(number) for number in range(segment.notices)]
