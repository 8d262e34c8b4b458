"""Counties told of one after the other in a sentence, and answers that follow in the same way."""

from __future__ import annotations

from tests.annotation.notices import cut
from tests.annotation.told import Told, told


def test_a_sentence_that_goes_through_counties_is_cut_before_each() -> None:
    body = (
        "总的看，各地备汛较好。但抽查组看到，龙胜县泗水乡两处广播停用一年多，融水县值班室无人接听，"
        "凤山、东兰两县小型水库溢洪道被砌墙养鱼。其他县尚未报送材料。"
    )
    assert cut(body, "关于备汛抽查情况的通报") == [
        ("龙胜各族自治县", "sentence", "龙胜县泗水乡两处广播停用一年多，"),
        ("融水苗族自治县", "sentence", "融水县值班室无人接听，"),
        ("凤山县", "clause", "凤山、东兰两县小型水库溢洪道被砌墙养鱼。"),
        ("东兰县", "clause", "凤山、东兰两县小型水库溢洪道被砌墙养鱼。"),
    ]


def test_lists_of_counties_may_share_what_is_said_of_them() -> None:
    body = "预计未来24小时，临桂区、灵川县、兴安县发生地质灾害的可能性大；全州县、资源县可能性较大。"
    assert [county for county, _, _ in cut(body, "地质灾害气象风险预警")] == [
        "临桂区",
        "灵川县",
        "兴安县",
        "全州县",
        "资源县",
    ]


def test_two_places_are_counted_as_two_counties() -> None:
    body = "织金县资金拨付不及时。独山县验收走过场。\n织金、独山两地对责任人给予处分3人。"
    parts = {county: text for county, _, text in cut(body, "审计结果公告")}
    assert parts["独山县"].endswith("织金、独山两地对责任人给予处分3人。")
    assert parts["织金县"].endswith("织金、独山两地对责任人给予处分3人。")


def test_an_answer_on_a_line_of_its_own_goes_on_with_the_letter() -> None:
    body = (
        "网友反映：滑县某小区冬季不供暖。\n官方回复：管网已并网。\n网友反映：岷县某村安置房漏水。\n官方回复：已维修。"
    )
    assert [text for _, _, text in cut(body, "网友留言办理情况")] == [
        "网友反映：滑县某小区冬季不供暖。\n官方回复：管网已并网。",
        "网友反映：岷县某村安置房漏水。\n官方回复：已维修。",
    ]


def test_places_that_a_delegation_saw_are_no_sections() -> None:
    body = (
        "考察团先看了昆山市的园区。在昆山市，某某说要学习闯劲。在张家港市，考察团观看了展览。在太仓市，考察团看了港口。"
    )
    assert [county for county, _, _ in cut(body, "市党政考察团赴苏州学习考察")] == [None]


def test_under_a_heading_that_announces_problems_a_county_s_sentence_tells_one() -> None:
    body = (
        "二、审计发现的主要问题\n"
        "会泽县补贴发放不及时；马关县扶贫办在项目管理费中列支接待费17.35万元。\n"
        "三、审计建议\n各县要加强管理。"
    )
    assert told(body, "扶贫资金审计结果公告") == [
        Told("补贴发放不及时"),
        Told("扶贫办在项目管理费中列支接待费17.35万元", rule="opening"),
    ]
