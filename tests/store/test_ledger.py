from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch.notice import Rejection
from noticesearch.store import IndexDamaged, LedgerEntry, LedgerWriter
from noticesearch.store.ledger import read_ledger, stored_pages
from noticesearch.versions import EarlierVersion

ENTRIES = (
    LedgerEntry(
        "pages.zip!织金县/1.html",
        "ab" * 32,
        "cd" * 32,
        "0123456789abcdef",
        stored=True,
        text_hash="ab" * 8,
        earlier=(EarlierVersion("old \udcff.html", "34" * 32, "2020-03-11T05:03:00+00:00", stored=True),),
    ),
    LedgerEntry(
        "hebei.jsonl.gz#hb-1", "ef" * 32, "00", "fedcba9876543210", url="https://x.cn/\u2028", fetched_at="2020-03-11"
    ),
    LedgerEntry("line\nbreak", None, "", rejection=Rejection("line\nbreak", "read", "no such file")),
    LedgerEntry("not utf-8: \udcff.html", "12" * 32, "", rejection=Rejection("not utf-8: \udcff.html", "decode", "?")),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "LEDGER.jsonl"
    writer = LedgerWriter(path)
    for entry in ENTRIES:
        writer.add(entry)
    writer.close()
    writer.close()
    return path


def test_entries_come_back_as_they_were_added_one_a_line(ledger: Path) -> None:
    assert tuple(read_ledger(ledger)) == ENTRIES
    assert ledger.read_bytes().count(b"\n") == len(ENTRIES)


def test_the_bytes_of_earlier_versions_are_kept_too(ledger: Path) -> None:
    assert list(stored_pages(ledger)) == ["ab" * 32, "34" * 32]


def test_a_ledger_written_before_versions_were_noted_is_read(tmp_path: Path) -> None:
    line = (
        '{"origin":"1.html","content":"ab","given":"","notice":"0123456789abcdef","stage":null,"reason":null,'
        '"url":null,"fetched_at":null,"stored":true}'
    )
    (tmp_path / "LEDGER.jsonl").write_text(line, encoding="utf-8")
    assert list(read_ledger(tmp_path / "LEDGER.jsonl")) == [
        LedgerEntry("1.html", "ab", "", "0123456789abcdef", stored=True)
    ]


def test_ten_thousand_entries_come_back_in_order(tmp_path: Path) -> None:
    entries = [LedgerEntry(f"{number}.html", "ab" * 32, "cd" * 32, f"{number:016x}") for number in range(10_000)]
    writer = LedgerWriter(tmp_path / "LEDGER.jsonl")
    for entry in entries:
        writer.add(entry)
    writer.close()
    assert list(read_ledger(tmp_path / "LEDGER.jsonl")) == entries


@pytest.mark.parametrize("line", [b"", b"{}", b"null", b"[1]", b'{"origin": "a"', b"\xff\xfe"])
def test_a_damaged_line_is_named(ledger: Path, line: bytes) -> None:
    lines = ledger.read_bytes().split(b"\n")
    ledger.write_bytes(b"\n".join([lines[0], line, *lines[2:]]))
    found = read_ledger(ledger)
    assert next(found) == ENTRIES[0]
    with pytest.raises(IndexDamaged, match=r"LEDGER.jsonl, line 2: no ledger entry \(.*\); try noticesearch rollback"):
        next(found)


def test_a_stage_nobody_knows_is_damage(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes().replace(b'"read"', b'"lunch"'))
    with pytest.raises(IndexDamaged, match=r"line 3: .*no stage is named 'lunch'"):
        tuple(read_ledger(ledger))


def test_a_missing_ledger_is_damage_not_emptiness(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"cannot read .*: No such file or directory"):
        tuple(read_ledger(tmp_path / "LEDGER.jsonl"))


def test_an_entry_is_a_notice_or_a_rejection_never_both_or_neither() -> None:
    with pytest.raises(ValueError, match=r"1\.html: expected either a notice or a rejection"):
        LedgerEntry("1.html", None, "")
    with pytest.raises(ValueError, match="expected either"):
        LedgerEntry("1.html", None, "", "0123456789abcdef", Rejection("1.html", "read", "empty"))
