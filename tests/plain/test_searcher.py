from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from noticesearch.notice import Notice
from noticesearch.plain import PlainWriter, open_searcher
from noticesearch.results import ResultPage
from tests.plain import corpus
from tests.plain.oracle import Expected, Oracle


@pytest.mark.parametrize("seed", range(24))
def test_every_answer_equals_that_of_reading_every_notice(seed: int, tmp_path: Path) -> None:
    random = corpus.seeded(seed)
    folder, notices = history(random, tmp_path)
    groups = corpus.groups(random, notices)
    searcher = open_searcher(folder, "g", "now", groups)
    oracle = Oracle(tuple(notices.values()), groups)
    for _ in range(12):
        query, plan = corpus.query(random), corpus.plan(random, list(notices.values()))
        found, expected = searcher.answer(query, plan), oracle.expected(query, plan)
        assert answer(found) == answer_expected(expected), (query, str(plan.expression))
        assert [hit.score for hit in found.hits] == pytest.approx(expected.scores, abs=1e-8)
    assert {notice.id: notice for notice in searcher.notices()} == notices
    searcher.close()


def history(random: Random, root: Path) -> tuple[Path, dict[str, Notice]]:
    """An index after some sessions of adding, replacing and removing, each in a folder linked to the one before."""
    folder, notices = root / "0", dict[str, Notice]()
    for session in range(random.randint(1, 4)):
        before = {path.name: path.read_bytes() for path in folder.iterdir()} if session else {}
        following = root / str(session + 1)
        link(folder, following)
        notices = write_session(random, following, notices)
        assert before == ({path.name: path.read_bytes() for path in folder.iterdir()} if session else {})
        folder = following
    return folder, notices


def link(old: Path, new: Path) -> None:
    new.mkdir()
    for path in old.iterdir() if old.exists() else ():
        if path.name != "MAIN_WRITELOCK":
            os.link(path, new / path.name)


def write_session(random: Random, folder: Path, notices: dict[str, Notice]) -> dict[str, Notice]:
    writer, changed = PlainWriter(folder), dict(notices)
    for _ in range(random.randint(0, 12)):
        notice_id = f"{random.randrange(10):016x}"
        if random.random() < 0.15:
            writer.remove(notice_id)
            changed.pop(notice_id, None)
        else:
            changed[notice_id] = corpus.notice(random, notice_id)
            writer.add(corpus.analysed(changed[notice_id]))
    if random.random() < 0.2:
        writer.abandon()
        return notices
    statistics = writer.commit()
    assert (statistics.notices, statistics.parts) == (len(changed), sum(len(n.parts) for n in changed.values()))
    return changed


def answer(page: ResultPage) -> dict[str, object]:
    return {
        "total": page.total,
        "ids": tuple(hit.id for hit in page.hits),
        "duplicates": tuple(hit.duplicates for hit in page.hits),
        "parts": tuple(hit.parts for hit in page.hits),
        "facets": {facet.name: {value.value: value.count for value in facet.values} for facet in page.facets},
        "dropped": tuple(word for warning in page.warnings if warning.code == "relaxed" for word in warning.words),
    }


def answer_expected(expected: Expected) -> dict[str, object]:
    return {
        "total": expected.total,
        "ids": expected.ids,
        "duplicates": expected.duplicates,
        "parts": expected.parts,
        "facets": expected.facets,
        "dropped": expected.dropped,
    }
