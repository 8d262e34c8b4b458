"""What single clauses say."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.senses import Sense, sense_of


@pytest.mark.parametrize(
    ("clause", "sense"),
    [
        ("整改推进不力", "wrong"),
        ("存在帮扶干部走读", "wrong"),
        ("对残疾儿童送教次数不足、教案雷同", "wrong"),
        ("街道对独居老人求助推诿扯皮", "wrong"),
        ("补贴却发给了早已迁走的人家", "wrong"),
        ("设备未及时清运", "wrong"),
        ("已完工的9处因偷工减料返工", "wrong"),
        ("配套资金未足额到位", "wrong"),
        ("泵站建成后一直没有通电", "wrong"),
        ("电站建成后闲置7个月", "wrong"),
        ("已整改漏雨房屋", "done"),
        ("截留的补偿款全部追回并发放到户", "done"),
        ("审计提出意见后", "done"),
        ("对闲置的19个项目盘活", "done"),
        ("多报的补贴全部追回", "done"),
        ("审计指出后重新公示", "done"),
        ("6月30日前清理完毕", "done"),
        ("县教育局组织劝返", "done"),
        ("略阳县责令施工单位对32户质量缺陷房屋返工", "done"),
        ("清涧、佳县将沉淀资金全部拨付到项目实施单位", "done"),
        ("自然资源、水利、公安联合巡查", "done"),
        ("排查发现", "neither"),
        ("县根治拖欠工资工作领导小组办公室牵头", "neither"),
        ("防止问题反弹", "neither"),
        ("未发现超员", "neither"),
        ("该乡有人口二万", "neither"),
        ("三岔河乡集中安置点位于河边", "neither"),
    ],
)
def test_a_clause_says_by_its_predicate(clause: str, sense: Sense) -> None:
    assert sense_of(clause, (0, len(clause))) == sense
