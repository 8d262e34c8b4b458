"""Pairs of labels: what was reported, what was answered."""

from __future__ import annotations

import pytest

from tests.annotation.told import Told, told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "市民反映：水箱长期未清洗。\n办理结果：物业已清洗，目前恢复正常。",
            [Told("水箱长期未清洗", "物业已清洗，目前恢复正常", "已完成", "pair")],
            id="hotline",
        ),
        pytest.param(
            "问题一：装备配备不足\n整改情况：已配备28套，完成整改。",
            [Told("装备配备不足", "已配备28套，完成整改", "已完成", "pair")],
            id="a line each",
        ),
        pytest.param(
            "一、反馈问题：污水直排入河。\n整改目标：消除直排口。\n整改措施：新建管网。\n完成情况：正在推进。",
            [Told("污水直排入河", "新建管网。\n完成情况：正在推进", "正在推进", "pair")],
            id="lines of labels",
        ),
        pytest.param(
            "【来信一】区长您好：丁家巷路灯坏了半年，请问何时修？\n【回复】网友您好：灯头已更换。感谢关注。",
            [Told("丁家巷路灯坏了半年", "灯头已更换", "已完成", "pair")],
            id="letter",
        ),
    ],
)
def test_labels_part_problem_and_answer(body: str, expected: list[Told]) -> None:
    assert told(body, "群众诉求办理情况") == expected


def test_labels_that_only_ask_leave_the_response_empty_and_counts_are_not_quoted() -> None:
    found = told("抽查点位31个，发现问题19个。渣土车裸露运输；煤样灰分超标。\n整改要求：3月25日前全部苫盖。")
    assert [(each.issue, each.response) for each in found] == [("渣土车裸露运输", ""), ("煤样灰分超标", "")]


def test_several_problems_are_answered_in_turn() -> None:
    found = told("督导反馈：核查进度偏慢；宣传发动不深入。\n整改情况：一是抽调28人组成专班。二是张贴通告8600份。")
    assert [(each.issue, each.response) for each in found] == [
        ("核查进度偏慢", "抽调28人组成专班"),
        ("宣传发动不深入", "张贴通告8600份"),
    ]
