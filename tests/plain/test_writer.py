from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from noticesearch.engine import AnalysedNotice
from noticesearch.notice import Notice, Part
from noticesearch.plain import PartWriter, Unindexable, WriterLocked, open_index_searcher
from noticesearch.plain import writer as writing
from noticesearch.query import Query
from noticesearch.text.terms import analysed
from tests.plain import corpus


def made(number: int, **changes: object) -> Notice:
    notice = corpus.notice(corpus.seeded(number), f"{number:016x}")
    return replace(notice, **changes)  # type: ignore[arg-type]  # names and types are the caller's


def ids(folder: Path) -> list[str]:
    searcher = open_index_searcher(folder, "g", "now")
    try:
        return sorted(notice.id for notice in searcher.notices())
    finally:
        searcher.close()


def test_an_empty_index_answers_with_nothing(tmp_path: Path) -> None:
    assert PartWriter(tmp_path).commit().notices == 0
    searcher = open_index_searcher(tmp_path, "g", "now")
    page = searcher.search(Query(county=("520524",)))
    assert (page.total, page.pages, page.hits) == (0, 1, ())
    assert searcher.notice("0" * 16) is None


def test_nothing_is_visible_before_commit(tmp_path: Path) -> None:
    PartWriter(tmp_path).commit()
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    assert ids(tmp_path) == []
    writer.commit()
    assert ids(tmp_path) == [made(1).id]


def test_adding_an_id_again_in_one_session_keeps_only_the_last(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    for title in ("旧", "新"):
        writer.add(analysed(made(1, title=title)))
    assert writer.commit().notices == 1
    searcher = open_index_searcher(tmp_path, "g", "now")
    assert [notice.title for notice in searcher.notices()] == ["新"]


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


def test_a_second_writer_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first = PartWriter(tmp_path)
    with pytest.raises(WriterLocked, match="another writer has"):
        PartWriter(tmp_path)
    first.abandon()
    first.abandon()
    PartWriter(tmp_path).commit()


def test_abandoned_work_leaves_no_trace(tmp_path: Path) -> None:
    PartWriter(tmp_path).commit()
    before = sorted(path.name for path in tmp_path.iterdir())
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    writer.abandon()
    assert ids(tmp_path) == []
    assert {name for name in before if name.endswith(".toc")} == {path.name for path in tmp_path.glob("*.toc")}


def test_a_failed_commit_releases_the_lock(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    writer.add(analysed(made(1)))
    (tmp_path / "_MAIN_1.toc").mkdir()  # Whoosh refuses to write over it, and keeps its lock
    with pytest.raises(NameError):
        writer.commit()
    (tmp_path / "_MAIN_1.toc").rmdir()
    assert ids(tmp_path) == []
    again = PartWriter(tmp_path)
    again.add(analysed(made(1)))
    again.commit()
    assert ids(tmp_path) == [made(1).id]


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
    assert ids(tmp_path) == [made(1).id, made(2).id]


def test_terms_must_be_given_for_every_part(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path)
    with pytest.raises(Unindexable, match="terms for 0; expected at least one part, and terms for each"):
        writer.add(AnalysedNotice(made(1), ()))
    writer.abandon()


def test_many_sessions_are_merged_and_nothing_is_lost(tmp_path: Path) -> None:
    expected: list[str] = []
    for number in range(writing.MAX_SEGMENTS + 3):
        writer = PartWriter(tmp_path)
        writer.add(analysed(made(number)))
        if number % 3 == 2:
            writer.remove(made(number - 1).id)
            expected.remove(made(number - 1).id)
        writer.commit()
        expected.append(made(number).id)
        assert ids(tmp_path) == sorted(expected)
    assert len(list(tmp_path.glob("*.trm"))) < writing.MAX_SEGMENTS


def test_linked_files_of_an_older_generation_are_never_written_to(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    writer = PartWriter(old)
    writer.add(analysed(made(1)))
    writer.commit()
    before = {path.name: path.read_bytes() for path in old.iterdir()}
    new.mkdir()
    for name in before.keys() - {"MAIN_WRITELOCK"}:
        os.link(old / name, new / name)
    writer = PartWriter(new)
    writer.remove(made(1).id)
    writer.add(analysed(made(2)))
    writer.commit()
    assert {path.name: path.read_bytes() for path in old.iterdir()} == before
    assert (ids(old), ids(new)) == ([made(1).id], [made(2).id])


def test_a_very_long_text_and_a_very_long_run_are_found_to_their_end(tmp_path: Path) -> None:
    body = "字" * 70_000 + "尽头" + "x9" * 40_000 + "。末"
    notice = made(1, body=body, parts=(Part(((0, len(body)),)),), lead=(0, 0))
    writer = PartWriter(tmp_path)
    writer.add(analysed(notice))
    writer.commit()
    searcher = open_index_searcher(tmp_path, "g", "now")
    assert [searcher.search(Query(q=q)).total for q in ('"字尽头"', '"尽头x9"', '"末"')] == [1, 0, 1]


def test_postings_that_were_spilled_to_disk_are_all_there(tmp_path: Path) -> None:
    writer = PartWriter(tmp_path, pool_mb=0.02)
    for number in range(20):
        writer.add(analysed(made(number, title="共同")))
    writer.commit()
    assert open_index_searcher(tmp_path, "g", "now").search(Query(q="共同")).total == 20
