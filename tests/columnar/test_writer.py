from __future__ import annotations

import math
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from noticesearch.columnar import PartWriter, open_index_searcher
from noticesearch.columnar.loading import read_toc
from noticesearch.columnar.segment_file import SegmentDamaged
from noticesearch.columnar.writer import GROWTH, MAX_DELETED_SHARE
from noticesearch.engine import AnalysedNotice, Unindexable, WriterLocked
from noticesearch.findings import as_notices
from noticesearch.notice import Notice, Part
from noticesearch.query import Query
from noticesearch.results import Statistics
from noticesearch.text.terms import analysed
from tests.plain import corpus


def made(number: int, **changes: object) -> Notice:
    notice = corpus.notice(corpus.seeded(number), f"{number:016x}")
    return replace(notice, **changes)  # type: ignore[arg-type]  # names and types are the caller's


def write(folder: Path, *notices: Notice, memory_mb: float = 64) -> Statistics:
    writer = PartWriter(folder, memory_mb=memory_mb)
    for notice in notices:
        writer.add(analysed(notice))
    return writer.commit()


def held(folder: Path) -> dict[str, Notice]:
    searcher = open_index_searcher(folder, "g", "now")
    try:
        notices = list(searcher.notices())
        assert [searcher.notice(notice.id) for notice in notices] == notices
        assert len({notice.id for notice in notices}) == len(notices)
        return {notice.id: notice for notice in notices}
    finally:
        searcher.close()


def ids(folder: Path) -> list[str]:
    return sorted(held(folder))


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.columns"))


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    assert PartWriter(tmp_path).commit().notices == 0
    searcher = open_index_searcher(tmp_path, "g", "now")
    page = searcher.search(Query(county=("520524",)))
    assert (page.total, page.pages, page.hits) == (0, 1, ())
    assert searcher.search(Query("医疗")).total == 0
    assert searcher.notice("0" * 16) is None
    assert list(searcher.notices()) == []


def test_nothing_is_visible_before_commit(tmp_path: Path) -> None:
    PartWriter(tmp_path).commit()
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    assert ids(tmp_path) == []
    writer.commit()
    assert held(tmp_path) == {made(1).id: made(1)}


def test_adding_an_id_again_in_one_session_keeps_only_the_last(tmp_path: Path) -> None:
    assert write(tmp_path, made(1, title="旧"), made(1, title="新")).notices == 1
    assert held(tmp_path) == {made(1).id: made(1, title="新")}


def test_adding_an_id_of_an_earlier_session_replaces_it(tmp_path: Path) -> None:
    write(tmp_path, made(1, title="旧"), made(2))
    assert write(tmp_path, made(1, title="新")).notices == 2
    assert held(tmp_path) == {made(1).id: made(1, title="新"), made(2).id: made(2)}


def test_a_removed_notice_may_come_back(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    writer.remove(made(1).id)
    writer.remove("unknown")
    writer.add(analysed(made(2)))
    writer.commit()
    assert ids(tmp_path) == [made(2).id]
    writer = PartWriter(tmp_path)
    writer.remove(made(2).id)
    writer.add(analysed(made(1)))
    writer.commit()
    assert ids(tmp_path) == [made(1).id]


def test_removing_a_notice_removes_its_findings_and_no_others(tmp_path: Path) -> None:
    told = [notice for seed in range(40) for notice in [made(seed)] if len(list(as_notices(notice))) > 1][:3]
    findings = [finding for notice in told for finding in as_notices(notice)]
    for fresh in (True, False):
        folder = tmp_path / str(fresh)
        writer = PartWriter(folder)
        for finding in findings:
            writer.add(analysed(finding))
        if not fresh:
            writer.commit()
            writer = PartWriter(folder)
        writer.remove(told[1].id)
        writer.commit()
        assert ids(folder) == sorted(each.id for each in findings if not each.id.startswith(f"{told[1].id}."))


def test_everything_removed_leaves_an_index_without_segments(tmp_path: Path) -> None:
    write(tmp_path, made(1), made(2))
    writer = PartWriter(tmp_path)
    for number in (1, 2):
        writer.remove(made(number).id)
    assert writer.commit().notices == 0
    assert (ids(tmp_path), segments(tmp_path)) == ([], [])


def test_statistics_count_what_lives(tmp_path: Path) -> None:
    write(tmp_path, made(1), made(2), made(3))
    writer = PartWriter(tmp_path)
    writer.remove(made(2).id)
    statistics = writer.commit()
    parts = len(made(1).parts) + len(made(3).parts)
    assert (statistics.notices, statistics.parts) == (2, parts)
    found = open_index_searcher(tmp_path, "g", "now").statistics()
    assert (found.notices, found.parts) == (2, parts)


def test_a_second_writer_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first = PartWriter(tmp_path)
    with pytest.raises(WriterLocked, match="another writer has"):
        PartWriter(tmp_path)
    first.abandon()
    first.abandon()
    PartWriter(tmp_path).commit()


def test_abandoned_work_leaves_no_file(tmp_path: Path) -> None:
    write(tmp_path, made(1))
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(2)))
    writer.abandon()
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert ids(tmp_path) == [made(1).id]


def test_a_failed_commit_releases_the_lock_and_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, made(1))
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(2)))
    (tmp_path / "_MAIN_2.toc").mkdir()  # Whoosh refuses to write over it
    with pytest.raises(NameError):
        writer.commit()
    (tmp_path / "_MAIN_2.toc").rmdir()
    assert ids(tmp_path) == [made(1).id]
    write(tmp_path, made(3))
    assert ids(tmp_path) == [made(1).id, made(3).id]
    assert len(segments(tmp_path)) == 1


def test_a_writer_refuses_a_damaged_segment_and_lets_go_of_the_lock(tmp_path: Path) -> None:
    write(tmp_path, made(1))
    (path,) = segments(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:-1])
    with pytest.raises(SegmentDamaged, match="go back with noticesearch rollback"):
        PartWriter(tmp_path)
    path.write_bytes(data)
    PartWriter(tmp_path).abandon()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "\ud800"}, r"half a surrogate pair, '\\ud800'"),
        ({"published": "去年"}, "is dated '去年', .* expected days such as"),
        ({"parts": ()}, "has 0 parts"),
    ],
    ids=["surrogate", "date", "no part"],
)
def test_a_notice_that_cannot_be_indexed_leaves_the_writer_alive(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    with pytest.raises(Unindexable, match=message):
        writer.add(replace(analysed(made(1)), notice=made(1, **changes)))
    writer.add(analysed(made(2)))
    writer.commit()
    assert held(tmp_path) == {made(1).id: made(1), made(2).id: made(2)}


def test_a_session_of_nothing_that_can_be_indexed_leaves_an_empty_index(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    with pytest.raises(Unindexable):
        writer.add(replace(analysed(made(1)), notice=made(1, title="\ud800")))
    assert writer.commit().notices == 0
    assert (ids(tmp_path), segments(tmp_path)) == ([], [])


def test_terms_must_be_given_for_every_part(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    with pytest.raises(Unindexable, match="terms for 0; expected at least one part, and terms for each"):
        writer.add(AnalysedNotice(made(1), ()))
    writer.abandon()


def test_many_small_commits_keep_few_segments_and_lose_nothing(tmp_path: Path) -> None:
    random, expected = corpus.seeded(7), dict[str, Notice]()
    for commit in range(200):
        writer = PartWriter(tmp_path)
        for _ in range(random.choice((0, 1, 1, 2, 5))):
            notice = corpus.notice(random, f"{random.randrange(150):016x}")
            if random.random() < 0.2:
                writer.remove(notice.id)
                expected.pop(notice.id, None)
            else:
                writer.add(analysed(notice))
                expected[notice.id] = notice
        statistics = writer.commit()
        toc = read_toc(tmp_path)
        sizes = [segment.doc_count() for segment in toc.segments]
        assert len(sizes) <= 1 + math.log(max(statistics.parts, 1), GROWTH), commit
        assert all(one >= GROWTH * other for one, other in pairwise(sizes))
        dead = sum(segment.deleted_count() for segment in toc.segments)
        assert dead <= MAX_DELETED_SHARE * sum(segment.doc_count_all() for segment in toc.segments)
        assert [path.name for path in segments(tmp_path)] == sorted(segment.file_name for segment in toc.segments)
        if commit % 20 == 19:
            assert held(tmp_path) == expected
    assert held(tmp_path) == expected


def test_an_index_written_in_little_memory_is_the_same(tmp_path: Path) -> None:
    notices = [made(number) for number in range(40)]
    for name, memory_mb in (("little", 0.25), ("plenty", 64)):
        write(tmp_path / name, *notices, memory_mb=memory_mb)
    little, plenty = (segments(tmp_path / name) for name in ("little", "plenty"))
    assert [path.read_bytes() for path in little] == [path.read_bytes() for path in plenty]
    assert {path.suffix for path in (tmp_path / "little").iterdir()} == {".columns", ".toc", ""}  # and the lock


def test_linked_files_of_an_older_generation_are_never_written_to(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, *map(made, range(20)))
    write(old, made(20))
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    kept = held(old)
    new.mkdir()
    for name in before.keys() - {"MAIN_WRITELOCK"}:
        os.link(old / name, new / name)
    for number in range(12):
        writer = PartWriter(new)
        writer.remove(made(number).id)
        writer.add(analysed(made(number + 100)))
        writer.commit()
        assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert held(old) == kept
    assert ids(new) == [made(number).id for number in (*range(12, 21), *range(100, 112))]


def test_a_very_long_text_and_a_very_long_run_are_found_to_their_end(tmp_path: Path) -> None:
    body = "字" * 70_000 + "尽头" + "x9" * 40_000 + "。末"
    write(tmp_path, made(1, body=body, parts=(Part(((0, len(body)),)),), lead=(0, 0)))
    searcher = open_index_searcher(tmp_path, "g", "now")
    assert [searcher.search(Query(q=q)).total for q in ('"字尽头"', '"尽头x9"', '"末"')] == [1, 0, 1]
