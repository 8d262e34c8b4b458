"""Answers given to all problems of a list at once."""

from __future__ import annotations

import pytest

from tests.annotation.told import told

PROBLEMS = "检查发现：一是台账不清；二是设备长期闲置；三是管护不到位。"


@pytest.mark.parametrize(
    ("after", "answer", "status"),
    [
        ("\n目前上述问题已全部整改到位。", "目前上述问题已全部整改到位", "已完成"),
        ("\n县水利局已责令3家单位限期改正。\n特此通报。", "县水利局已责令3家单位限期改正", "未说明"),
        ("\n截至7月底，已补台账12本。", "截至7月底，已补台账12本", "未说明"),
        ("\n针对上述问题，县水利局约谈3家单位。", "针对上述问题，县水利局约谈3家单位", "未说明"),
        ("\n检查组离开后，县里约谈3家单位。", "检查组离开后，县里约谈3家单位", "未说明"),
        (
            "\n县水利局已约谈3家单位。\n上述问题均已整改到位。",
            "县水利局已约谈3家单位。\n上述问题均已整改到位",
            "已完成",
        ),
        ("\n县水利局已约谈3家单位。各镇要举一反三。", "县水利局已约谈3家单位", "未说明"),
        ("\n对上述问题，各镇要在11月底前整改到位。", "", "未说明"),
        ("\n整改要求：立即更换设备，补齐台账。", "", "未说明"),
        ("\n县水利局\n2019年3月1日", "", "未说明"),
    ],
    ids=[
        "to all",
        "just after",
        "as of a day",
        "to the above",
        "afterwards",
        "on two lines",
        "then a demand",
        "demand",
        "wanted",
        "none",
    ],
)
def test_all_problems_have_the_answer(after: str, answer: str, status: str) -> None:
    found = told(PROBLEMS + after)
    assert [each.issue for each in found] == ["台账不清", "设备长期闲置", "管护不到位"]
    assert [(each.response, each.status) for each in found] == [(answer, status)] * 3


def test_a_problem_keeps_its_own_answer() -> None:
    found = told("一是台账不清；二是设备长期闲置，已启用；三是管护不到位。\n审计指出后，县里已补台账。")
    assert [each.response for each in found] == ["审计指出后，县里已补台账", "已启用", "审计指出后，县里已补台账"]
