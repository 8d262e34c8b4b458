"""Runs end to end: the index comes to equal its sources, incrementally, and nothing is lost on the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from noticesearch.live import missing_notices, searching
from noticesearch.query import Query
from noticesearch.store import IndexFolder, WriterBusy
from noticesearch_indexer import run as run_module
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import StillLive, remove
from noticesearch_indexer.report import Report
from noticesearch_indexer.run import RunDeclined
from noticesearch_indexer.source_paths import SourceNameTaken
from noticesearch_indexer.sources import open_sources

COUNTIES = ("织金县", "德江县", "天柱县", "独山县", "罗甸县", "从江县")


def notice(county: str, words: str = "危房改造") -> str:
    body = f"<h1>{county}整改通报</h1><p>{county}针对{words}推进缓慢问题，倒排工期，已全部竣工。</p>"
    return f"<html><body>{body}</body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, county in enumerate(COUNTIES):
        (folder / f"{number}.html").write_text(notice(county), encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(index: Path, *sources: Path, **options: object) -> Report:
    return reindex(open_sources(sources), index, Options(processes=1, **options), Quiet())  # type: ignore[arg-type]  # any option


def titles(index: Path, q: str = "") -> list[str]:
    with searching(index) as searcher:
        return sorted(hit.title for hit in searcher.search(Query(q=q, dup="all", per_page=100)).hits)


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.indexed, report.unchanged, report.removed, len(report.rejected)


def test_every_page_becomes_a_notice_that_is_found(pages: Path, index: Path) -> None:
    assert counts(run(index, pages)) == (6, 0, 0, 0)
    assert titles(index, "危房改造") == sorted(f"{county}整改通报" for county in COUNTIES)


def test_a_second_run_reads_nothing_and_publishes_nothing(pages: Path, index: Path) -> None:
    first = run(index, pages)
    second = run(index, pages)
    assert counts(second) == (0, 6, 0, 0)
    assert second.generation == first.generation


def test_only_changed_new_and_gone_pages_cost_anything(pages: Path, index: Path) -> None:
    run(index, pages)
    (pages / "0.html").write_text(notice("织金县", "饮水安全"), encoding="utf-8")
    (pages / "new.html").write_text(notice("晴隆县"), encoding="utf-8")
    (pages / "5.html").unlink()
    assert counts(run(index, pages)) == (2, 4, 1, 0)
    assert titles(index, "饮水安全") == ["织金县整改通报"]
    assert titles(index, "从江县") == []
    assert len(titles(index)) == 6


def test_full_reads_every_page_again(pages: Path, index: Path) -> None:
    run(index, pages)
    assert counts(run(index, pages, full=True)) == (6, 0, 0, 0)


def test_another_rule_reads_every_page_again(pages: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(index, pages)
    for module in ("noticesearch_indexer.run", "noticesearch_indexer.changes"):
        monkeypatch.setattr(f"{module}.pipeline_hash", lambda: "another rule")
    assert counts(run(index, pages)) == (6, 0, 0, 0)


def test_add_keeps_what_is_not_among_the_sources(pages: Path, index: Path, tmp_path: Path) -> None:
    run(index, pages)
    extra = tmp_path / "extra.html"
    extra.write_text(notice("晴隆县"), encoding="utf-8")
    assert counts(run(index, extra, add=True)) == (1, 0, 0, 0)
    assert len(titles(index)) == 7


def test_a_folder_of_the_same_name_is_not_added_over_the_first(pages: Path, index: Path, tmp_path: Path) -> None:
    run(index, pages)
    other = tmp_path / "other" / "pages"
    other.mkdir(parents=True)
    (other / "0.html").write_text(notice("晴隆县"), encoding="utf-8")
    with pytest.raises(SourceNameTaken, match="also named 'pages'"):
        run(index, other, add=True)
    assert len(titles(index)) == 6
    (pages / "7.html").write_text(notice("威宁县"), encoding="utf-8")
    assert counts(run(index, pages, add=True)) == (1, 6, 0, 0)


def test_dropping_over_half_needs_consent(pages: Path, index: Path) -> None:
    run(index, pages)
    for number in range(4):
        (pages / f"{number}.html").unlink()
    with pytest.raises(RunDeclined, match="drops 4 of the 6"):
        run(index, pages)
    assert len(titles(index)) == 6
    assert counts(run(index, pages, agree=lambda _: True)) == (0, 2, 4, 0)
    assert len(titles(index)) == 2


def test_of_two_pages_with_one_url_the_later_stands(index: Path, tmp_path: Path) -> None:
    source = tmp_path / "n.jsonl"
    records = [
        {"id": name, "url": "http://gov.example/1", "title": f"第{name}版", "text": "危房改造已经完成。"}
        for name in ("一", "二")
    ]
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    report = run(index, source)
    assert (report.notices, report.superseded) == (1, 1)
    assert titles(index) == ["第二版"]
    source.write_text(json.dumps(records[0]), encoding="utf-8")
    run(index, source)
    assert titles(index) == ["第一版"]


def versions(path: Path, *words: str) -> Path:
    """A source of one record, or several, of the same URL."""
    records = [
        {"id": word, "url": "http://gov.example/1", "title": f"第{word}版", "text": "危房改造已经完成。"}
        for word in words
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_two_sources_that_hold_one_url_publish_nothing_while_both_are_the_same(index: Path, tmp_path: Path) -> None:
    sources = versions(tmp_path / "a.jsonl", "一"), versions(tmp_path / "b.jsonl", "二")
    first = run(index, *sources)
    assert run(index, *sources).generation == first.generation
    with IndexFolder(index).pin(lambda _: True) as generation:
        assert list(missing_notices(generation)) == []
    versions(tmp_path / "b.jsonl", "二", "三")
    assert run(index, *sources).generation != first.generation
    assert titles(index) == ["第三版"]


def test_of_one_url_the_source_named_last_stands_though_no_page_changed(index: Path, tmp_path: Path) -> None:
    sources = versions(tmp_path / "a.jsonl", "一"), versions(tmp_path / "b.jsonl", "二")
    first = run(index, *sources)
    assert titles(index) == ["第二版"]
    assert run(index, *reversed(sources)).generation != first.generation
    assert titles(index) == ["第一版"]


def test_full_publishes_though_no_page_changed(pages: Path, index: Path) -> None:
    first = run(index, pages)
    assert run(index, pages, full=True).generation != first.generation
    assert run(index, pages, full=True, add=True).generation != first.generation


def test_records_that_share_an_id_are_kept_apart(index: Path, tmp_path: Path) -> None:
    source = tmp_path / "n.jsonl"
    records = [{"id": "x", "title": title, "text": "危房改造已经完成。"} for title in ("甲", "乙")]
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert run(index, source).notices == 2
    assert titles(index) == ["乙", "甲"]


def test_rejected_pages_are_counted_and_the_rest_indexed(pages: Path, index: Path) -> None:
    (pages / "empty.html").write_bytes(b"")
    (pages / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    report = run(index, pages)
    assert counts(report) == (6, 0, 0, 2)
    assert sorted(rejection.origin for rejection in report.rejected) == ["pages/binary.html", "pages/empty.html"]
    assert counts(run(index, pages)) == (0, 6, 0, 2)


def test_what_was_taken_down_stays_out_of_every_later_run(pages: Path, index: Path) -> None:
    run(index, pages)
    with searching(index) as searcher:
        (hit,) = searcher.search(Query(q="织金县")).hits
    assert remove(hit.id, index) == 1
    assert titles(index, "织金县") == []
    for full in (False, True):
        report = run(index, pages, full=full)
        assert (report.notices, report.kept_out) == (5, 1)


@pytest.mark.parametrize("named", ["id", "url"])
def test_taking_down_from_an_index_of_another_version_holds_from_the_next_run_on(
    named: str, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = versions(tmp_path / "n.jsonl", "一")
    with monkeypatch.context() as patched:
        patched.setattr("noticesearch.live.SCHEMA_VERSION", 0)
        run(index, source)
        with searching(index) as searcher:
            (hit,) = searcher.search(Query()).hits
    with pytest.raises(StillLive, match="is taken down from every later index; the live one was built by another"):
        remove(hit.id if named == "id" else hit.url or "", index)
    report = run(index, source, agree=lambda _: True)
    assert (report.notices, report.kept_out) == (0, 1)


def test_a_url_is_taken_down_wherever_it_stands(index: Path, tmp_path: Path) -> None:
    source = tmp_path / "n.jsonl"
    source.write_text(
        json.dumps({"url": "http://gov.example/1", "title": "通报", "text": "危房改造。"}), encoding="utf-8"
    )
    run(index, source)
    assert remove("http://gov.example/1", index) == 1
    assert titles(index) == []


def test_the_scraped_bytes_are_kept_unless_told_otherwise(pages: Path, index: Path, tmp_path: Path) -> None:
    run(index, pages)
    with IndexFolder(index).pin() as generation:
        hashes = [entry.content_hash for entry in generation.ledger()]
    assert [IndexFolder(index).pages.read(name or "") for name in hashes] == [
        path.read_bytes() for path in sorted(pages.iterdir())
    ]
    run(tmp_path / "without", pages, keep_pages=False)
    assert list(IndexFolder(tmp_path / "without").pages.hashes()) == []
    run(tmp_path / "without", pages)
    assert len(list(IndexFolder(tmp_path / "without").pages.hashes())) == 6


def test_a_sound_index_is_verified_against_its_ledger(pages: Path, index: Path) -> None:
    run(index, pages)
    assert IndexFolder(index).verify(missing_notices).sound


def test_a_second_writer_is_told_who_the_first_is(pages: Path, index: Path) -> None:
    run(index, pages)
    with (
        IndexFolder(index).building("noticesearch reindex elsewhere"),
        pytest.raises(WriterBusy, match="noticesearch reindex elsewhere"),
    ):
        run(index, pages, full=True)


def test_a_failed_publish_leaves_the_old_index_and_no_lock(
    pages: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(index, pages)
    (pages / "new.html").write_text(notice("晴隆县"), encoding="utf-8")

    def failing(folder: Path, expected: int) -> None:
        raise OSError(28, "No space left on device", str(folder))

    with monkeypatch.context() as patched:
        patched.setattr(run_module, "check_index", failing)
        with pytest.raises(Exception, match="No space left"):
            run(index, pages)
    assert len(titles(index)) == 6
    assert counts(run(index, pages)) == (1, 6, 0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.3, 1.0, 1.6, 2.4, 3.5])
def test_kill_9_leaves_the_old_index_and_the_next_run_finishes(
    delay: float, pages: Path, index: Path, tmp_path: Path
) -> None:
    run(index, pages)
    more = tmp_path / "more.jsonl"
    lines = (
        json.dumps({"id": str(n), "title": f"通报{n}", "text": f"第{n}号通报，饮水安全。" * 200}) for n in range(400)
    )
    more.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "noticesearch", "reindex", str(pages), str(more), "--index", str(index)]
    killed = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    killed.kill()  # SIGKILL, to the parent alone: its workers must end by themselves
    killed.wait()
    assert len(titles(index)) in (6, 100)  # 100 is a page: the run may have been quicker than the kill
    assert IndexFolder(index).verify(missing_notices).sound
    assert run(index, pages, more).notices == 406
