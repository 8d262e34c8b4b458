"""docs/index-format.md names every array of a segment with its type, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from noticesearch.columnar import segment_file
from noticesearch.columnar.columns import MOST_BESIDE
from noticesearch.columnar.layout import FIELDS, NOTICE_COLUMNS, ROW_COLUMNS
from noticesearch.columnar.segment_file import SegmentFile
from noticesearch.columnar.terms import CHAR_BITS, KEY_CHARS
from noticesearch.columnar.writer import GROWTH
from noticesearch.notice import Notice, Part, Unit
from tests.columnar.segments import built, notices

DOCUMENT = (Path(__file__).parents[2] / "docs/index-format.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([A-Za-z]+\.[a-z_]+)` \| ([^|]+) \|", re.MULTILINE)
TOLD = {name: {f"{kind}" for kind in re.findall(r"u[1248]", types)} for name, types in ROW.findall(DOCUMENT)}
PLACEHOLDERS = {
    **{field.name: "FIELD" for field in FIELDS},
    **dict.fromkeys((*ROW_COLUMNS, *NOTICE_COLUMNS), "COLUMN"),
}


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> SegmentFile:
    """One that has every array there can be: a long text, a notice with many mentions."""
    mentions = tuple(Unit(f"{code:06}", "县", (f"{code:06}",)) for code in range(MOST_BESIDE + 1))
    body = "字" * 300
    long = Notice("f" * 16, "made", "长", body, "content", (Part(((0, len(body)),)),), mentions=mentions)
    return built(tmp_path_factory.mktemp("segment") / "file", [*notices(1, 20), long])


def test_every_array_is_told_with_its_type_and_no_other(segment: SegmentFile) -> None:
    found: dict[str, set[str]] = {}
    for name in segment._arrays:
        prefix, _, array = name.partition(".")
        kind = segment.array(name).dtype.str[1:]
        found.setdefault(f"{PLACEHOLDERS.get(prefix, prefix)}.{array}", set()).add(kind)
    assert found.keys() == TOLD.keys()
    assert {name: kinds - TOLD[name] for name, kinds in found.items()} == {name: set() for name in found}


def test_the_fields_and_columns_are_told_by_name() -> None:
    names = [field.name for field in FIELDS], ROW_COLUMNS, NOTICE_COLUMNS
    for group in names:
        assert ", ".join(f"`{name}`" for name in group) in DOCUMENT


def test_the_numbers_told_are_those_of_the_code() -> None:
    told = (
        segment_file.MAGIC.decode() == "NSCOLUMN",
        f"format version, {segment_file.VERSION}" in DOCUMENT,
        f"CRC-32 of every {segment_file.BLOCK_BYTES:,} bytes" in DOCUMENT,
        f"multiple of {segment_file.ALIGNMENT} bytes" in DOCUMENT,
        f"size−{segment_file.TRAILER.size}" in DOCUMENT,
        (KEY_CHARS, CHAR_BITS, MOST_BESIDE, GROWTH) == (3, 21, 3, 4),
    )
    assert told == (True,) * len(told)
