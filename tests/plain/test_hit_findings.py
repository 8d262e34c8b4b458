"""Which of a notice's findings a hit shows: those that were asked for, those that say the words first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from noticesearch.hits import FINDINGS_SHOWN
from noticesearch.notice import Finding, Notice, Part, Status
from noticesearch.plain import PlainSearcher, PlainWriter, open_searcher
from noticesearch.query import Query
from noticesearch.text.terms import analysed

PROBLEMS: tuple[tuple[str, str, Status], ...] = (
    ("收购压级压价", "重新签订协议", "已完成"),
    ("走访流于形式", "电话抽评", "未说明"),
    ("公示不规范", "重新公示", "未说明"),
    ("拨付不及时", "资金全部拨付", "已完成"),
    ("危房改造滞后", "补助资金到户", "正在推进"),
    ("危房改造资金截留", "追回", "已完成"),
)


def _notice() -> Notice:
    lines = [f"针对{issue}问题，{response}。" for issue, response, _ in PROBLEMS]
    findings = []
    start = 0
    for (issue, response, status), line in zip(PROBLEMS, lines, strict=True):
        spans = [(start + line.index(each), start + line.index(each) + len(each)) for each in (issue, response)]
        findings.append(
            Finding(issue, (), response, start, start + len(line), spans[0], spans[1], status=status),
        )
        start += len(line) + 1
    body = "\n".join(lines)
    return Notice("a" * 16, "a", "整改情况", body, "content", (Part(((0, len(body)),), findings=tuple(findings)),))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlainSearcher]:
    folder: Path = tmp_path_factory.mktemp("index")
    writer = PlainWriter(folder)
    writer.add(analysed(_notice()))
    writer.commit()
    found = open_searcher(folder, "g", "now")
    yield found
    found.close()


def shown(searcher: PlainSearcher, query: Query) -> list[int]:
    """The numbers of the findings that the only hit shows, in order."""
    (hit,) = searcher.search(query).hits
    assert [PROBLEMS[number - 1][0] for number in hit.finding_numbers] == [each.issue for each in hit.findings]
    return list(hit.finding_numbers)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        pytest.param("危房改造", [5, 6, 1, 2], id="those with the word first, then as they stand"),
        pytest.param("资金", [4, 5, 6, 1], id="the response counts too"),
        pytest.param("危房改造 资金 追回", [6, 5, 4, 1], id="the more of the words, the earlier"),
        pytest.param("问题", [1, 2, 3, 4], id="针对…问题 itself says nothing"),
        pytest.param("整改", [1, 2, 3, 4], id="a word of the title"),
        pytest.param("", [1, 2, 3, 4], id="no words"),
    ],
)
def test_findings_with_the_words_are_shown_first(searcher: PlainSearcher, words: str, numbers: list[int]) -> None:
    assert shown(searcher, Query(words)) == numbers[:FINDINGS_SHOWN]


def test_a_status_filter_shows_only_findings_of_that_status(searcher: PlainSearcher) -> None:
    assert shown(searcher, Query(status=("正在推进",))) == [5]
    assert shown(searcher, Query("危房改造", status=("已完成", "正在推进"))) == [5, 6, 1, 4]
