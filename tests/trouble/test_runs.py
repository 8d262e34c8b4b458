"""Runs in adverse conditions: what cannot be read now is not lost, and old rules are not taken for new ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest

from noticesearch.live import searching
from noticesearch.notice import Page, Rejection
from noticesearch.query import Query
from noticesearch.store import LedgerEntry, content_hash
from noticesearch_indexer.changes import LastRun
from noticesearch_indexer.identity import given_hash
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import NotAnIdentifier, remove
from noticesearch_indexer.report import Report
from noticesearch_indexer.run import RunDeclined
from noticesearch_indexer.sources import Source, Unreadable, open_sources

COUNTIES = ("织金县", "德江县", "天柱县")


def text_of(county: str) -> str:
    return f"<h1>{county}整改通报</h1><p>{county}针对危房改造推进缓慢问题，倒排工期，已全部竣工。</p>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "locked").mkdir(parents=True)
    for number, county in enumerate(COUNTIES):
        (folder / ("locked" if number else "") / f"{number}.html").write_text(text_of(county), encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(index: Path, *sources: Source | Path, **options: object) -> Report:
    opened = [source if isinstance(source, Source) else open_sources([source])[0] for source in sources]
    return reindex(opened, index, Options(processes=1, **options), Quiet())  # type: ignore[arg-type]  # any option


def locked(source: Path, *places: str) -> Source:
    """*source* as read by somebody who may not look into *places*; root may look everywhere, so a test cannot do it."""
    (opened,) = open_sources([source])

    def pages() -> list[Page | Rejection]:
        found = [page for page in opened.pages() if not page.origin.startswith(places)]
        return [*found, *(Unreadable(place, "read", "unreadable folder: Permission denied") for place in places)]

    return Source(opened.path, opened.name, lambda: 0, lambda _: iter(pages()))


def titles(index: Path) -> list[str]:
    with searching(index) as searcher:
        return sorted(hit.title for hit in searcher.search(Query(dup="all", per_page=100)).hits)


def test_notices_whose_pages_cannot_be_read_now_stay(pages: Path, index: Path) -> None:
    run(index, pages)
    report = run(index, locked(pages, "pages/locked"))
    assert (report.unchanged, report.unread, report.removed, report.notices) == (1, 2, 0, 3)
    assert [rejection.origin for rejection in report.rejected] == ["pages/locked"]
    assert len(titles(index)) == 3
    assert run(index, pages).unchanged == 3


def test_a_single_locked_file_keeps_its_notice_and_is_reported(pages: Path, index: Path) -> None:
    run(index, pages)
    report = run(index, locked(pages, "pages/0.html"))
    assert (report.unread, [rejection.origin for rejection in report.rejected]) == (1, ["pages/0.html"])
    assert len(titles(index)) == 3


def test_reading_all_anew_asks_before_it_loses_what_cannot_be_read(pages: Path, index: Path) -> None:
    run(index, pages)
    with pytest.raises(RunDeclined, match=r"the pages of 1 notices cannot be read now \(pages/0.html: unreadable"):
        run(index, locked(pages, "pages/0.html"), full=True)
    assert len(titles(index)) == 3
    assert run(index, locked(pages, "pages/0.html"), full=True, agree=lambda _: True).removed == 1


def test_a_taking_down_under_new_rules_does_not_pass_old_notices_for_new(
    pages: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(index, pages)
    for module in ("noticesearch_indexer.run", "noticesearch_indexer.changes"):
        monkeypatch.setattr(f"{module}.pipeline_hash", lambda: "another rule")
    remove("0123456789abcdef", index)
    with searching(index) as searcher:
        taken = next(hit.id for hit in searcher.search(Query(q="德江县")).hits)
    remove(taken, index)
    report = run(index, pages)
    assert (report.indexed, report.unchanged, report.kept_out) == (2, 0, 1)


@pytest.mark.parametrize(("stage", "again"), [("limit", True), ("content", False)])
def test_a_page_given_up_for_want_of_time_is_tried_again(stage: Literal["limit", "content"], again: bool) -> None:
    page = Page(b"<p>", "pages/0.html", "html")
    given_up = Rejection(page.origin, stage, "the page took longer than 10 s")
    entry = LedgerEntry(page.origin, content_hash(page.content), given_hash(page), rejection=given_up)
    last = LastRun({page.origin: entry}, shared=frozenset(), linkable=True, current=True)
    assert last.unchanged(page) == (None if again else entry)


def test_an_id_that_another_record_gets_for_being_second_is_kept_apart(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    ids = ("x", "x", "x~2", "x", "x~2")
    path.write_text("\n".join(json.dumps({"id": name, "html": text_of("织金县")}) for name in ids), encoding="utf-8")
    assert run(index, path).notices == 5


def test_one_notice_of_several_pages_is_taken_down_as_one(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    record = json.dumps({"url": "http://gov.example/1", "html": text_of("织金县")})
    path.write_text(f"{record}\n{record}", encoding="utf-8")
    run(index, path)
    with searching(index) as searcher:
        (hit,) = searcher.search(Query()).hits
    assert remove(hit.id, index) == 1


@pytest.mark.parametrize("said", ["织金县", "", "0123", "../../etc/passwd", "0123456789ABCDEF"])
def test_what_is_neither_id_nor_url_is_not_recorded(pages: Path, index: Path, said: str) -> None:
    run(index, pages)
    with pytest.raises(NotAnIdentifier, match="expected a notice's ID"):
        remove(said, index)
    assert not (index / "REMOVED").exists()


def test_adding_forgets_what_a_page_said_before_its_url_was_taken_down(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    records = [json.dumps({"id": "1", "url": f"http://gov.example/{n}", "html": text_of(COUNTIES[n])}) for n in (1, 2)]
    path.write_text(records[0], encoding="utf-8")
    run(index, path)
    remove("http://gov.example/2", index)
    path.write_text(records[1], encoding="utf-8")
    report = run(index, path, add=True, agree=lambda _: True)
    assert (report.kept_out, report.removed, titles(index)) == (1, 1, [])
