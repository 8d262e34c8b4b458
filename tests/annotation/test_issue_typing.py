"""Which words of a notice give a finding its types."""

from __future__ import annotations

import pytest

from noticesearch.issues import issue_types
from noticesearch_indexer.annotation.issue_typing import types_of_finding, types_of_title


@pytest.mark.parametrize(
    ("phrase", "heading", "response", "title", "expected"),
    [
        pytest.param(
            "危房改造不彻底", "饮水", "已补课", "食品安全通报", [("住房保障", "issue_phrase")], id="strong words"
        ),
        pytest.param(
            "学校大门紧锁",
            "",
            "",
            "食品安全通报",
            [("教育保障", "issue_phrase"), ("食品药品", "issue_title")],
            id="a place, and what the title is about",
        ),
        pytest.param(
            "标准不高", "饮水不安全", "已补课", "食品安全通报", [("饮水安全", "issue_heading")], id="a heading"
        ),
        pytest.param("标准不高", "", "已补课", "食品安全通报", [("食品药品", "issue_title")], id="the title"),
        pytest.param(
            "标准不高", "", "已补课", "巡视问题整改责任通报", [("教育保障", "issue_response")], id="the response"
        ),
        pytest.param(
            "标准不高", "", "", "巡视问题整改责任通报", [("整改落实", "issue_title")], id="the sort of notice"
        ),
    ],
)
def test_a_finding_has_the_types_of(
    phrase: str, heading: str, response: str, title: str, expected: list[tuple[str, str]]
) -> None:
    types = issue_types()
    body = heading + phrase + response
    start, end = len(heading), len(heading) + len(phrase)
    found = types_of_finding(body, (start, end), ((0, start),), (end, len(body)), types_of_title(title, types), types)
    assert [(evidence.value, evidence.rule) for evidence in found] == expected
