"""Answers that come after all problems."""

from __future__ import annotations

import pytest

from tests.annotation.told import Told, told

PROBLEMS = "一、存在的主要问题\n（一）坝坡厚度不够。\n（二）监理人员长期不在岗。\n"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(
            "二、整改情况\n（一）坝坡已返工完成。\n（二）监理合同已解除。",
            [("坝坡已返工完成", "已完成"), ("监理合同已解除", "已完成")],
            id="by ordinal",
        ),
        pytest.param(
            "二、处理情况\n对监理人员不在岗问题，解除合同；对坝坡厚度不够问题，责令返工。",
            [("责令返工", "未说明"), ("解除合同", "未说明")],
            id="by words, in another order",
        ),
        pytest.param("二、处理情况\n已向上级报告。", [("", "未说明"), ("", "未说明")], id="no answer"),
    ],
)
def test_answers_find_their_problems(answers: str, expected: list[tuple[str, str]]) -> None:
    found = told(PROBLEMS + answers)
    assert [each.issue for each in found] == ["坝坡厚度不够", "监理人员长期不在岗"]
    assert [(each.response, each.status) for each in found] == expected


def test_measures_of_a_section_after_the_problems_are_no_problems() -> None:
    found = told(PROBLEMS + "三、工作要求\n（一）不得弄虚作假。\n（二）严禁超标排放。")
    assert found == [Told("坝坡厚度不够"), Told("监理人员长期不在岗")]
