from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch.columnar import PartWriter, open_index_searcher
from noticesearch.columnar.loading import read_toc
from noticesearch.notice import Notice, Part
from noticesearch.query import Query
from noticesearch.text.terms import analysed

FILLING = "织金县公布" * 60  # so that what follows stands at positions of two bytes


def notice(number: int, body: str) -> Notice:
    return Notice(f"{number:016x}", f"made/{number}", "通知", body, "content", (Part(((0, len(body)),)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two segments: twelve short notices, and two with long texts."""
    for numbers, body in ((range(12), "危房改造。"), (range(12, 14), f"{FILLING}饮水工程{FILLING}。饮用水")):
        writer = PartWriter(tmp_path)
        for number in numbers:
            writer.add(analysed(notice(number, body)))
        writer.commit()
    return tmp_path


@pytest.mark.parametrize("removed", [None, 3, 12], ids=["none removed", "of the first", "of the second"])
def test_words_that_only_a_later_segment_has_are_found_where_its_texts_have_them(
    folder: Path, removed: int | None
) -> None:
    if removed is not None:
        writer = PartWriter(folder)
        writer.remove(f"{removed:016x}")
        writer.commit()
    assert len(read_toc(folder).segments) == 2
    searcher = open_index_searcher(folder, "g", "now")
    questions = ('"饮水工程"', '"县公布饮水工程织金"', '"公布饮用水"', '"饮水程"', '"危房改造"')
    totals = {q: searcher.search(Query(q=q)).total for q in questions}
    long, short = 1 if removed == 12 else 2, 11 if removed == 3 else 12
    assert totals == dict(zip(questions, (long, long, 0, 0, short), strict=True))
    searcher.close()
