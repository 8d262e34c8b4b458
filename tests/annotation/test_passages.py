"""Paragraphs: lists, topics with their details, headings that only gather."""

from __future__ import annotations

import pytest

from tests.annotation.told import Told, told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "存在的问题\n（一）党的建设方面。一是学习不深入；二是制度执行不严；三是散漫现象时有发生。",
            [
                Told("学习不深入", rule="list"),
                Told("制度执行不严", rule="list"),
                Told("散漫现象时有发生", rule="list"),
            ],
            id="a list within a paragraph, its heading only gathers",
        ),
        pytest.param(
            "存在的问题\n（1）留样不足48小时；\n（2）墙面霉变；",
            [Told("留样不足48小时"), Told("墙面霉变")],
            id="numbered lines",
        ),
        pytest.param(
            "存在的问题\n（一）物业监管缺位。对电梯故障推诿，投诉量居高不下。已约谈3家企业。",
            [Told("物业监管缺位", "已约谈3家企业", rule="topic")],
            id="a topic, its details, and what was done",
        ),
        pytest.param(
            "某局违规接待问题。2019年1月，刘某接受宴请。刘某受到警告处分。",
            [Told("某局违规接待", "刘某受到警告处分", rule="topic")],
            id="a case named by its first sentence",
        ),
        pytest.param(
            "存在的问题\n一、账目混乱\n镇里三年没有对账，白条入账4万元。",
            [Told("账目混乱", rule="topic")],
            id="a heading over one paragraph of details",
        ),
        pytest.param(
            "存在的问题\n一、资金闲置\n1.项目资金滞留两年。\n2.补贴发放不及时。",
            [Told("项目资金滞留两年"), Told("补贴发放不及时")],
            id="a heading over a list",
        ),
        pytest.param(
            "督察组反馈如下。\n一是整治不彻底。督察发现，河道返黑返臭。同时发现，台账不清。",
            [Told("整治不彻底", rule="topic"), Told("台账不清")],
            id="what was found besides is one more",
        ),
    ],
)
def test_paragraphs_tell_problems(body: str, expected: list[Told]) -> None:
    assert told(body) == expected


def test_the_first_thing_a_county_is_told_is_a_problem() -> None:
    body = "现将暗访情况通报如下。\n独山县：公示牌上的责任人退休两年。\n织金县：管网破损，已更换。"
    assert told(body) == [Told("公示牌上的责任人退休两年", rule="opening"), Told("管网破损", "已更换", "已完成")]
