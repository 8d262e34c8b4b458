"""Runs and reposts: groups follow every addition and removal; of the versions of one URL, the newest stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from noticesearch.live import GROUPS_FILE, searching
from noticesearch.query import Query
from noticesearch.store import IndexFolder
from noticesearch_indexer.progress import Quiet
from noticesearch_indexer.reindex import Options, reindex
from noticesearch_indexer.removal import remove
from noticesearch_indexer.report import Report
from noticesearch_indexer.reposts.sketches import SKETCHES_FILE
from noticesearch_indexer.sources import open_sources

TEXT = (
    "近期，织金县水务局会同卫生健康局对全县农村饮水安全工程开展了抽查，共抽查12个乡镇的36处集中供水工程，"
    "其中水质合格31处。猫场镇、珠藏镇有5处供水工程消毒设备闲置，管护人员未按规定开展日常巡查。"
    "相关乡镇要在4月30日前完成消毒设备检修，逐处落实管护责任人。"
)
ORIGINAL = {"id": "a", "url": "http://zhijin.example/1", "title": "抽查通报", "text": TEXT, "published": "2021-03-18"}
REPOST = ORIGINAL | {
    "id": "b",
    "url": "http://news.example/1",
    "text": f"点击上方蓝字关注我们\n{TEXT}",
    "published": "2021-03-19",
}
OTHER = ORIGINAL | {"id": "c", "url": "http://dejiang.example/1", "text": TEXT.replace("36", "48").replace("31", "40")}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "notices.jsonl"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def run(index: Path, source: Path, *records: dict[str, str], **options: bool) -> Report:
    source.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    chosen = Options(processes=1, agree=lambda _: True, **options)  # type: ignore[arg-type]  # any flag
    return reindex(open_sources([source]), index, chosen, Quiet())


def found(index: Path, dup: str = "collapse") -> list[tuple[str | None, int]]:
    """The source ids of what is listed, oldest first, and for how many others each stands."""
    with searching(index) as searcher:
        page = searcher.search(Query(dup=dup, sort="oldest"))  # type: ignore[arg-type]  # one of the two
        return [(hit.source_id, hit.duplicates) for hit in page.hits]


def side_files(index: Path) -> tuple[bytes, bytes]:
    with IndexFolder(index).pin(lambda _: True) as generation:
        named = {record.name for record in generation.manifest.files}
        assert {GROUPS_FILE, SKETCHES_FILE} <= named
        return (generation.folder / GROUPS_FILE).read_bytes(), (generation.folder / SKETCHES_FILE).read_bytes()


def test_a_repost_that_comes_later_joins_what_was_not_read_again(index: Path, source: Path) -> None:
    run(index, source, ORIGINAL, OTHER)
    assert found(index) == [("a", 0), ("c", 0)]
    report = run(index, source, ORIGINAL, OTHER, REPOST)
    assert (report.indexed, report.unchanged) == (1, 2)
    assert found(index) == [("a", 1), ("c", 0)]
    assert found(index, "all") == [("a", 0), ("c", 0), ("b", 0)]


def test_a_group_ends_with_its_second_last_member(index: Path, source: Path) -> None:
    run(index, source, ORIGINAL, OTHER, REPOST)
    with searching(index) as searcher:
        (original,) = (notice.id for notice in searcher.notices() if notice.source_id == "a")
        assert [searcher.group(original)[0], len(searcher.group(original))] == [original, 2]
    remove(original, index)
    assert found(index) == [("c", 0), ("b", 0)]


def test_an_incremental_run_leaves_what_a_full_one_would(index: Path, source: Path, tmp_path: Path) -> None:
    changed = OTHER | {"text": f"{TEXT}\n来源：德江发布"}
    run(index, source, ORIGINAL, OTHER)
    run(index, source, REPOST, OTHER)
    run(index, source, ORIGINAL, add=True)
    run(index, source, REPOST, changed, ORIGINAL)
    run(tmp_path / "fresh", source, REPOST, changed, ORIGINAL)
    assert side_files(index) == side_files(tmp_path / "fresh")
    assert found(index) == [("a", 2)] or found(index) == [("c", 2)]


OLD = ORIGINAL | {"id": "old", "title": "旧版", "fetched_at": "2021-03-20T08:00:00+08:00"}
NEW = ORIGINAL | {"id": "new", "title": "新版", "fetched_at": "2021-03-20T01:00:00+00:00"}
UNKNOWN = ORIGINAL | {"id": "unknown", "title": "时间不明"}


@pytest.mark.parametrize(
    ("versions", "stands"),
    [
        pytest.param((OLD, NEW), "new", id="newest last"),
        pytest.param((NEW, OLD), "new", id="newest first"),
        pytest.param((NEW, UNKNOWN), "unknown", id="a time missing: the later"),
        pytest.param((UNKNOWN, OLD), "old", id="a time missing: the later too"),
        pytest.param((OLD, NEW | {"fetched_at": "2021-03-20 09:30"}), "new", id="a time without zone"),
    ],
)
def test_of_versions_of_one_url_the_newest_stands(
    versions: tuple[dict[str, str], ...], stands: str, index: Path, source: Path
) -> None:
    report = run(index, source, *versions)
    assert (report.notices, report.superseded) == (1, 1)
    assert found(index) == [(stands, 0)]
    again = run(index, source, *versions)
    assert (again.superseded, found(index)) == (1, [(stands, 0)])


def test_an_older_version_that_is_added_changes_nothing(index: Path, source: Path) -> None:
    run(index, source, NEW)
    report = run(index, source, OLD, add=True)
    assert (report.notices, report.superseded, found(index)) == (1, 1, [("new", 0)])


def test_when_the_newest_version_goes_the_older_one_stands(index: Path, source: Path) -> None:
    run(index, source, NEW, OLD)
    run(index, source, OLD)
    assert found(index) == [("old", 0)]
