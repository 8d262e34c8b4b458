"""Set forms: 针对…问题 and its relatives."""

from __future__ import annotations

import pytest

from tests.annotation.told import Told, told

REPORT = "关于巡视整改情况的报告"
POLICY = "关于深化改革的若干意见"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "针对住房保障推进慢问题，倒排工期。", [Told("住房保障推进慢", "倒排工期", rule="against")], id="against"
        ),
        pytest.param("针对“积案只批不办”，逐件化解。", [Told("积案只批不办", "逐件化解", rule="against")], id="quoted"),
        pytest.param(
            "针对供水管网破损，更换3公里。", [Told("供水管网破损", "更换3公里", rule="against")], id="without 问题"
        ),
        pytest.param(
            "对资金使用不规范问题，追回12万元。", [Told("资金使用不规范", "追回12万元", rule="towards")], id="towards"
        ),
        pytest.param(
            "1.关于学习不深入问题整改情况。制定计划。",
            [Told("学习不深入", "制定计划", rule="concerning")],
            id="progress",
        ),
        pytest.param(
            "关于反馈“帮扶不实”问题的整改。召回5人。", [Told("帮扶不实", "召回5人", rule="named")], id="named"
        ),
        pytest.param(
            "问题1：违规发放补贴。整改情况：已清退。", [Told("违规发放补贴", "已清退", "已完成", "pair")], id="numbered"
        ),
    ],
)
def test_a_report_tells_in_set_forms(body: str, expected: list[Told]) -> None:
    assert told(body, REPORT) == expected


@pytest.mark.parametrize(
    ("body", "issues"),
    [
        pytest.param("针对束缚发展的机制不活问题，提出措施。", ["束缚发展的机制不活"], id="says what is wrong"),
        pytest.param("针对重点领域问题，加大投入。", [], id="names a field"),
        pytest.param("个别学校存在招生违规等问题，必须纠正。", ["招生违规等"], id="exists"),
        pytest.param("对存在安全隐患问题的企业，依法处理。", [], id="a rule"),
        pytest.param("针对困难群体开展培训。", [], id="a group of people"),
    ],
)
def test_a_policy_tells_only_what_it_says_to_be_wrong(body: str, issues: list[str]) -> None:
    assert [each.issue for each in told(body, POLICY)] == issues
