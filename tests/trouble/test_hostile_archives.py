"""Zip archives that multiply: bombs, nests of archives, endless lists of members; each refused in a sentence."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import open_sources
from noticesearch_indexer.sources.archive import NESTED

PAGE = "<p>织金县针对危房改造推进缓慢问题，已全部竣工。</p>".encode()


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def read(path: Path, content: bytes) -> list[Page | Rejection]:
    path.write_bytes(content)
    (source,) = open_sources([path])
    source.count()
    return list(source.pages())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pages.zip"


def test_archives_within_archives_are_refused_at_the_first_level(path: Path) -> None:
    nest = packed({f"{number}.html": b"0" * 900_000 for number in range(16)})
    for _ in range(4):
        nest = packed({f"lib {number}.zip": nest for number in range(16)})
    assert read(path, nest) == [Rejection(f"pages.zip!lib {number}.zip", "limit", NESTED) for number in range(16)]


@pytest.mark.parametrize("name", ["inner.ZIP", "crawl.warc", "records.jsonl", "records.jsonl.gz"])
def test_whatever_holds_many_pages_is_not_opened_inside_an_archive(path: Path, name: str) -> None:
    found = read(path, packed({"1.html": PAGE, name: PAGE}))
    assert [type(each) for each in found][:1] == [Page]
    assert found[1:] in ([Rejection(f"pages.zip!{name}", "limit", NESTED)], [])  # .gz is passed over, as all are


def test_members_that_together_unpack_beyond_any_ratio_end_the_reading(path: Path) -> None:
    found = read(path, packed({f"{number:04}.html": b"0" * 999_000 for number in range(250)}))
    assert all(isinstance(page, Page) for page in found[:-1])
    last = found[-1]
    assert isinstance(last, Rejection)
    assert last.stage == "limit"
    assert last.reason.endswith("bytes unpacked; the rest is not read")
    assert len(found) < 130


def test_a_list_of_members_too_long_for_the_memory_is_not_read(path: Path) -> None:
    content = bytearray(packed({"1.html": PAGE}))
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<L", 2_000_000_000)
    (found,) = read(path, bytes(content))
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == ("limit", "a list of members of more than 30,000,000 bytes; split it")


def test_members_beyond_the_limit_are_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noticesearch_indexer.sources.archive.MAX_MEMBERS", 2)
    found = read(path, packed({f"{number}.html": PAGE for number in range(4)}))
    assert [type(each) for each in found] == [Page, Page, Rejection]
    assert found[2] == Rejection("pages.zip", "limit", "more than 2 members; the rest is not read")


def test_a_wide_list_of_members_is_measured_too(path: Path) -> None:
    wide_end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 40_000_000_000, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4, 1)
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    (found,) = read(path, b"PK\x03\x04" + wide_end + locator + end)
    assert isinstance(found, Rejection)
    assert found.stage == "limit"
