"""Later versions of one URL: the newest is searched, and the ledger says which page it replaced, and when."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from noticesearch.live import missing_notices, searching
from noticesearch.store import IndexFolder, LedgerEntry, content_hash
from noticesearch.versions import EarlierVersion, Versions, from_text, to_text
from noticesearch_indexer.history import MAX_EARLIER, with_history
from noticesearch_indexer.identity import notice_id
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import remove
from noticesearch_indexer.report import Report
from noticesearch_indexer.sources import open_sources

URL = "http://www.gov.example/tz/1.html"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(index: Path, *sources: Path, **options: object) -> Report:
    return reindex(open_sources(sources), index, Options(processes=1, **options), Quiet())  # type: ignore[arg-type]  # any option


def source(path: Path, words: str, fetched_at: str | None = None, *, url: str = URL) -> Path:
    """A source of one page at *url* whose text is told by *words*."""
    record = {"id": "1", "url": url, "title": "危房改造通报", "text": f"{words}。", "fetched_at": fetched_at}
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def entry_of(index: Path, url: str = URL) -> LedgerEntry:
    """The ledger's entry of the page that stands at *url*."""
    with IndexFolder(index).pin() as generation:
        return [entry for entry in generation.ledger() if entry.notice_id and entry.url == url][-1]


def earlier(index: Path) -> list[tuple[str, str]]:
    """Of each earlier version its origin, and its words as the page store still has them."""
    kept = ((version, IndexFolder(index).pages.read(version.content_hash or "")) for version in entry_of(index).earlier)
    return [(version.origin, (content or b"").decode().rstrip("。")) for version, content in kept]


def test_a_changed_page_is_noted_with_its_bytes_and_the_time(index: Path, tmp_path: Path) -> None:
    page = source(tmp_path / "a.jsonl", "开工", "2020-03-11T13:03:00+08:00")
    assert run(index, page).revised == 0
    assert earlier(index) == []
    first = entry_of(index)
    source(page, "竣工", "2020-06-01T08:00:00+08:00")
    report = run(index, page)
    assert (report.revised, report.superseded) == (1, 0)
    assert "1 with another text than before: the earlier versions are noted" in list(report.lines())
    assert earlier(index) == [("a.jsonl#1", "开工")]
    (version,) = entry_of(index).earlier
    assert (version.content_hash, version.fetched_at) == (first.content_hash, "2020-03-11T13:03:00+08:00")
    assert datetime.fromisoformat(version.replaced_at).tzinfo is not None
    assert IndexFolder(index).verify(missing_notices).sound
    with searching(index) as searcher:
        assert searcher.earlier_versions(first.notice_id or "") == (version,)


def test_a_page_changed_twice_has_both_versions_the_later_last(index: Path, tmp_path: Path) -> None:
    for words in ("立项", "开工", "竣工"):
        run(index, source(tmp_path / "a.jsonl", words))
    assert [words for _, words in earlier(index)] == ["立项", "开工"]


def test_a_page_changed_back_keeps_what_stood_between(index: Path, tmp_path: Path) -> None:
    for words in ("立项", "开工", "立项"):
        run(index, source(tmp_path / "a.jsonl", words))
    assert [words for _, words in earlier(index)] == ["立项", "开工"]


@pytest.mark.parametrize("options", [{}, {"full": True}, {"add": True}], ids=["again", "full", "add"])
def test_history_is_kept_when_nothing_changed(index: Path, tmp_path: Path, options: dict[str, object]) -> None:
    for words in ("开工", "竣工"):
        run(index, source(tmp_path / "a.jsonl", words))
    before = entry_of(index)
    other = source(tmp_path / "b.jsonl", "另一件事", url="http://www.gov.example/tz/2.html")
    assert run(index, tmp_path / "a.jsonl", other, **options).revised == 0
    assert entry_of(index) == before


def test_a_run_that_changes_nothing_publishes_nothing(index: Path, tmp_path: Path) -> None:
    for words in ("开工", "竣工"):
        last = run(index, source(tmp_path / "a.jsonl", words))
    assert run(index, tmp_path / "a.jsonl").generation == last.generation


def test_of_two_sources_in_one_run_the_older_page_is_the_earlier_version(index: Path, tmp_path: Path) -> None:
    newer = source(tmp_path / "a.jsonl", "竣工", "2020-06-01T00:00:00+08:00")
    older = source(tmp_path / "b.jsonl", "开工", "2020-03-11T00:00:00+08:00")
    first = run(index, newer, older)
    assert (first.revised, first.superseded) == (0, 1)
    assert earlier(index) == [("b.jsonl#1", "开工")]
    before = entry_of(index)
    assert run(index, newer, older).generation == first.generation
    run(index, newer, older, full=True)
    assert entry_of(index) == before


def test_the_same_text_from_two_sources_is_no_version(index: Path, tmp_path: Path) -> None:
    run(index, source(tmp_path / "a.jsonl", "竣工"), source(tmp_path / "b.jsonl", "竣工"))
    assert earlier(index) == []


def test_a_page_whose_frame_alone_changed_is_no_version(index: Path, tmp_path: Path) -> None:
    page = tmp_path / "1.html"
    for visits in (1, 2):
        body = f"<h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，已全部竣工。</p><!-- {visits} -->"
        page.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        report = run(index, page)
    assert (report.indexed, report.revised) == (1, 0)
    with IndexFolder(index).pin() as generation:
        assert [entry.earlier for entry in generation.ledger()] == [()]


def test_add_notes_what_the_added_page_replaces(index: Path, tmp_path: Path) -> None:
    run(index, source(tmp_path / "a.jsonl", "开工"))
    report = run(index, source(tmp_path / "b.jsonl", "竣工"), add=True)
    assert (report.notices, report.revised) == (1, 1)
    assert (entry_of(index).origin, earlier(index)) == ("b.jsonl#1", [("a.jsonl#1", "开工")])


def test_a_page_added_that_was_fetched_before_is_an_earlier_version(index: Path, tmp_path: Path) -> None:
    run(index, source(tmp_path / "a.jsonl", "竣工", "2020-06-01T00:00:00+08:00"))
    run(index, source(tmp_path / "b.jsonl", "开工", "2020-03-11T00:00:00+08:00"), add=True)
    assert (entry_of(index).origin, earlier(index)) == ("a.jsonl#1", [("b.jsonl#1", "开工")])


def test_what_is_taken_down_takes_its_history_along(index: Path, tmp_path: Path) -> None:
    other = source(tmp_path / "b.jsonl", "另一件事", url="http://www.gov.example/tz/2.html")
    for words in ("开工", "竣工"):
        run(index, source(tmp_path / "a.jsonl", words), other)
    history = entry_of(index).earlier
    assert remove(URL, index) == 1
    with IndexFolder(index).pin() as generation:
        assert [(entry.url, entry.earlier) for entry in generation.ledger()] == [
            ("http://www.gov.example/tz/2.html", ())
        ]
    run(index, other, full=True)  # the generation before is gone now, and with it the last name of the page
    assert history[0].content_hash not in set(IndexFolder(index).pages.hashes())


def test_taking_another_notice_down_keeps_history(index: Path, tmp_path: Path) -> None:
    other = source(tmp_path / "b.jsonl", "另一件事", url="http://www.gov.example/tz/2.html")
    for words in ("开工", "竣工"):
        run(index, source(tmp_path / "a.jsonl", words), other)
    remove("http://www.gov.example/tz/2.html", index)
    assert earlier(index) == [("a.jsonl#1", "开工")]


def test_without_pages_the_version_is_noted_but_not_its_bytes(index: Path, tmp_path: Path) -> None:
    for words in ("开工", "竣工"):
        run(index, source(tmp_path / "a.jsonl", words), keep_pages=False)
    (version,) = entry_of(index).earlier
    assert (version.content_hash, version.stored) == (content_hash("开工。".encode()), False)
    assert IndexFolder(index).verify(missing_notices).sound


def test_the_latest_versions_are_noted_and_no_more() -> None:
    def entry(text: str) -> LedgerEntry:
        return LedgerEntry("1.html", content_hash(text.encode()), "", notice_id="0" * 16, text_hash=text)

    entries = {"1.html": entry("0")}
    for number in range(1, MAX_EARLIER + 6):
        before = {"0" * 16: entries["1.html"]}
        entries = with_history({"1.html": entry(str(number))}, before, f"time {number}", keep_pages=True)
    noted = [(version.text_hash, version.replaced_at) for version in entries["1.html"].earlier]
    assert noted == [(str(number - 1), f"time {number}") for number in range(6, MAX_EARLIER + 6)]


def test_pages_of_a_ledger_without_texts_are_compared_by_their_bytes() -> None:
    def entry(content: str, text: str | None) -> LedgerEntry:
        return LedgerEntry("1.html", content, "", notice_id="0" * 16, text_hash=text)

    for content, expected in (("same", 0), ("other", 1)):
        found = with_history({"1.html": entry("same", "a")}, {"0" * 16: entry(content, None)}, "", keep_pages=True)
        assert len(found["1.html"].earlier) == expected


def test_versions_come_back_from_their_file() -> None:
    version = EarlierVersion("甲\udcff.html", None, "2020-03-11T05:03:00+00:00")
    versions = Versions({"0" * 16: (version, EarlierVersion("乙.html", "ab", "2020", "cd", "2019", stored=True))})
    assert from_text(to_text(versions)) == versions
    assert versions.of("1" * 16) == ()


@pytest.mark.parametrize("line", ["{", "[]", '{"notice": "0"}', '{"notice": "0", "earlier": [{"origin": "x"}]}'])
def test_a_line_that_is_no_history_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2: expected a notice's earlier versions"):
        from_text(f'{{"notice":"{notice_id.__name__}","earlier":[]}}\n{line}\n')
