from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from noticesearch.engine import Searcher
from noticesearch.expression import Plan
from noticesearch.findings import as_notices, with_findings
from noticesearch.issue_list import ListedType
from noticesearch.notice import Notice
from noticesearch.query import Axis, Query
from noticesearch.results import Crossing, ResultPage
from noticesearch.text.terms import analysed
from tests.engines.engines import AnySearcher, Engine
from tests.plain import corpus
from tests.plain.oracle import ISSUE_GROUPS, Expected, Oracle

AXES: tuple[Axis, ...] = get_args(Axis)
TYPES = tuple(ListedType(group, name, "") for name, group in ISSUE_GROUPS.items())


@pytest.mark.parametrize("seed", range(24))
def test_every_answer_equals_that_of_reading_every_notice(engine: Engine, seed: int, tmp_path: Path) -> None:
    random = corpus.seeded(seed)
    folder, notices = history(engine, random, tmp_path)
    groups = with_findings(corpus.groups(random, notices), notices.get)
    searcher = engine.open_searcher(folder, "g", "now", groups, TYPES)
    asks_like_the_oracle(random, searcher, Oracle(tuple(notices.values()), groups))
    findings = {finding.id: finding for notice in notices.values() for finding in as_notices(notice)}
    asks_like_the_oracle(random, searcher.findings(), Oracle(tuple(findings.values()), groups))
    assert {notice.id: notice for notice in searcher.notices()} == notices
    assert {finding.id: finding for finding in searcher.findings().notices()} == findings
    searcher.close()


def asks_like_the_oracle(random: Random, searcher: Searcher, oracle: Oracle) -> None:
    assert isinstance(searcher, AnySearcher)
    for _ in range(9):
        query, plan = corpus.query(random), corpus.plan(random, list(oracle.notices))
        found, expected = searcher.answer(query, plan), oracle.expected(query, plan)
        assert answer(found) == answer_expected(expected), (query, str(plan.expression))
        assert [hit.score for hit in found.hits] == pytest.approx(expected.scores, abs=1e-8)
    for _ in range(3):
        query, plan = replace(corpus.query(random), page=1), corpus.plan(random, list(oracle.notices))
        rows, columns = random.sample(AXES, 2)
        crossing = searcher.cross_answer(query, plan, rows, columns)
        assert cells(crossing) == oracle.crossing(query, plan, rows, columns), (query, str(plan.expression))
        for values, name in ((crossing.rows, rows), (crossing.columns, columns)):
            totals = {value.value: value.count for value in values if value.count}
            assert totals == oracle.axis(query, plan, name), (query, name)
        assert crossing.total == found_total(searcher, query, plan)


def found_total(searcher: AnySearcher, query: Query, plan: Plan) -> int:
    return searcher.answer(query, plan).total


def cells(crossing: Crossing) -> dict[tuple[str, str], int]:
    return {
        (row.value, column.value): count
        for row, counts in zip(crossing.rows, crossing.counts, strict=True)
        for column, count in zip(crossing.columns, counts, strict=True)
        if count
    }


def history(engine: Engine, random: Random, root: Path) -> tuple[Path, dict[str, Notice]]:
    """An index after some sessions of adding, replacing and removing, each in a folder linked to the one before."""
    folder, notices = root / "0", dict[str, Notice]()
    engine.writer(folder).commit()
    for session in range(random.randint(1, 4)):
        before = contents(folder)
        following = root / str(session + 1)
        link(folder, following)
        notices = write_session(engine, random, following, notices)
        assert contents(folder) == before
        folder = following
    return folder, notices


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def link(old: Path, new: Path) -> None:
    for path in contents(old):
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if path.name != "MAIN_WRITELOCK":
            os.link(old / path, new / path)


def write_session(engine: Engine, random: Random, folder: Path, notices: dict[str, Notice]) -> dict[str, Notice]:
    writer, changed = engine.writer(folder), dict(notices)
    for _ in range(random.randint(0, 12)):
        notice_id = f"{random.randrange(10):016x}"
        if random.random() < 0.15:
            writer.remove(notice_id)
            changed.pop(notice_id, None)
        else:
            changed[notice_id] = corpus.notice(random, notice_id)
            writer.add(analysed(changed[notice_id]))
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
