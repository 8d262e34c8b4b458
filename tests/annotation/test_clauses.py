"""Sentences cut into clauses: the problem, what is done, and where each ends."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.clauses import as_it_stands, told_in
from noticesearch_indexer.annotation.units import Units

Pair = tuple[str, str]


def pairs(body: str, *, structured: bool = False, by_office: bool = True) -> list[Pair]:
    units = Units(body, ())
    found = told_in(body, (0, len(body)), units, structured=structured, by_office=by_office)
    return [(body[slice(*each.issue)], body[slice(*(each.response or (0, 0)))]) for each in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "供水管网破损，水量不足，已更换管网3公里。",
            [("供水管网破损，水量不足", "已更换管网3公里")],
            id="then what is done",
        ),
        pytest.param("违规发放补贴；台账不清。", [("违规发放补贴", ""), ("台账不清", "")], id="two statements"),
        pytest.param(
            "燃气管道已铺设完毕却迟迟不通气，经协调已全部通气。",
            [("燃气管道已铺设完毕却迟迟不通气", "经协调已全部通气")],
            id="却 turns it",
        ),
        pytest.param(
            "工资拖欠三个月。县里筹措资金补发。",
            [("工资拖欠三个月", "县里筹措资金补发")],
            id="the next sentence answers",
        ),
        pytest.param("网格员底数不清，群众意见较大。", [("网格员底数不清", "")], id="a comment is not quoted"),
        pytest.param("9月12日检查组发现，窗口空岗。", [("窗口空岗", "")], id="who found it when is not quoted"),
        pytest.param("经查，当事人擅自越界开采。", [("擅自越界开采", "")], id="nor a name for anybody"),
        pytest.param("某矿业公司擅自越界开采。", [("某矿业公司擅自越界开采", "")], id="but who did it"),
        pytest.param(
            "账实不符，停发，追回4万元。", [("账实不符", "停发，追回4万元")], id="a short clause goes with what is done"
        ),
        pytest.param("各地要杜绝弄虚作假。", [], id="a demand"),
        pytest.param("逾期未改的，依法处罚。", [], id="a rule"),
        pytest.param("鼓楼区局要对不合格单位实行一店一策。", [], id="a demand to an office"),
        pytest.param("会议要求，鼓楼区局10月底前完成首轮复检，防止漏检。", [], id="what a meeting demands"),
        pytest.param("（样例公告，数据虚构。）", [], id="that it is a sample"),
        pytest.param("企业与数字均系虚构。", [], id="that it is made up"),
        pytest.param("县根治拖欠农民工工资工作领导小组办公室", [], id="who signs"),
        pytest.param("与期待相比还有差距，主要表现在：", [], id="what leads to a list"),
        pytest.param("虚构业务套取资金。", [("虚构业务套取资金", "")], id="made up by those at fault"),
        pytest.param(
            "排查发现，专户设而不用，拨付比例未达约定。",
            [("专户设而不用，拨付比例未达约定", "")],
            id="found, though looked for",
        ),
        pytest.param("防止污染反弹。", [], id="what is to be prevented"),
        pytest.param("抽查12辆车，未发现超员。", [], id="nothing found"),
        pytest.param("仍存在一些薄弱环节。", [], id="that there are problems, not which"),
    ],
)
def test_a_sentence_tells_a_problem_and_what_is_done(body: str, expected: list[Pair]) -> None:
    assert pairs(body) == expected


def test_less_is_needed_where_the_text_tells_of_little_else() -> None:
    body = "灭火器压力归零，县里拟换新。"
    assert pairs(body) == []
    assert pairs(body, structured=True) == [("灭火器压力归零", "县里拟换新")]


def test_of_what_a_citizen_writes_only_what_is_wrong_is_quoted() -> None:
    assert pairs("夜间大排档占道经营，管一阵好一阵。", by_office=False) == [("夜间大排档占道经营", "")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "公示牌上的责任人退休两年，电话停机。县里当场换牌。",
            ("公示牌上的责任人退休两年，电话停机", "县里当场换牌"),
            id="told",
        ),
        pytest.param("项目运转良好，群众得到实惠。", None, id="praise"),
        pytest.param("已更换电池。", None, id="what is done"),
    ],
)
def test_a_place_can_make_a_sentence_a_problem(body: str, expected: Pair | None) -> None:
    found = as_it_stands(body, (0, len(body)), Units(body, ()))
    assert expected == (found and (body[slice(*found.issue)], body[slice(*(found.response or (0, 0)))]))
