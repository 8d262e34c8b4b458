"""Which words of a notice give a finding its types."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch.issues import issue_types
from noticesearch_indexer.annotation.issue_typing import types_of_finding


@pytest.mark.parametrize(
    ("phrase", "heading", "response", "title", "expected"),
    [
        pytest.param(
            "危房改造不彻底", "饮水", "已补课", "食品安全通报", [("住房保障", "issue_phrase")], id="strong words"
        ),
        pytest.param(
            "学校食堂留样不足", "", "", "检查通报", [("食品药品", "issue_phrase")], id="what it is about, not where"
        ),
        pytest.param(
            "落实教育扶贫和医疗保障政策不到位",
            "",
            "",
            "巡视整改通报",
            [("教育保障", "issue_phrase"), ("医疗保障", "issue_phrase")],
            id="two matters",
        ),
        pytest.param("学校大门紧锁", "", "", "食品安全通报", [("食品药品", "issue_title")], id="else the title"),
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
    found = types_of_finding(body, (start, end), ((0, start),), (end, len(body)), title, types)
    assert [(evidence.value, evidence.rule) for evidence in found] == expected


def test_words_that_no_type_lists_may_give_one_all_the_same() -> None:
    body = "群众反映的事拖了三年没人给说法"
    found = types_of_finding(body, (0, len(body)), (), (len(body), len(body)), "督查通报", issue_types())
    assert [(each.value, each.text, each.rule) for each in found] == [("形式主义官僚主义", "群众反映的", "issue_words")]


def test_a_user_s_own_types_are_told_by_their_words_alone(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        """extends = true
        [[type]]
        name = "教育保障"
        group = "民生"
        definition = "学校食堂"
        strong = "留样"
        examples = ["留样不足"]
        """,
        encoding="utf-8",
    )
    body = "学校食堂留样不足"
    found = types_of_finding(body, (0, len(body)), (), (len(body), len(body)), "督查通报", issue_types(file))
    assert {each.value for each in found} == {"教育保障", "食品药品"}
