"""Sections as reports have them: cases, cities over counties, items, letters, enumerations within sentences."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import content, cut, parts_of


def test_cases_have_headings_of_their_own() -> None:
    body = (
        "案例一　织金县：煤矿违规\n矿井越界开采，已停产。\n案例二　独山县：砂场违规\n砂场未复绿，已约谈。\n"
        "省厅已将上述案例移交。"
    )
    assert cut(body) == [
        ("织金县", "heading", "案例一　织金县：煤矿违规\n矿井越界开采，已停产。"),
        ("独山县", "heading", "案例二　独山县：砂场违规\n砂场未复绿，已约谈。"),
    ]


def test_a_city_s_heading_over_its_counties_decides_their_names_and_is_no_section() -> None:
    body = (
        "一、西宁市\n大通县：拖欠工资，已垫付。\n城中区：拖欠工资，仍在追缴。\n二、海西州\n格尔木市：企业逃匿，已立案。"
    )
    assert [(county, text) for county, _, text in cut(body)] == [
        ("大通回族土族自治县", "大通县：拖欠工资，已垫付。"),
        ("城中区", "城中区：拖欠工资，仍在追缴。"),
        ("格尔木市", "格尔木市：企业逃匿，已立案。"),
    ]


def test_a_prefecture_s_own_offices_are_its_section() -> None:
    body = "一、地区本级\n配套资金未下拨，已补拨。\n二、织金县\n台账不清，已补录。"
    assert [county for county, _, _ in cut(body, "关于毕节地区检查情况的通报")] == ["毕节地区", "织金县"]


def test_a_section_about_two_counties_is_narrowed_where_one_is_named() -> None:
    body = "一、织金、大方两县\n均挪用资金，已归垫。\n织金县还发现贪污案1起。\n二、威宁县\n台账不清，已补录。"
    texts = {county: text for county, _, text in cut(body)}
    assert texts["大方县"] == "一、织金、大方两县\n均挪用资金，已归垫。"
    assert texts["织金县"] == "一、织金、大方两县\n均挪用资金，已归垫。\n织金县还发现贪污案1起。"


def test_a_next_number_ends_the_item_before() -> None:
    body = "1.织金县：合作社套取补贴，已追回。\n2.县外企业未列入统计。\n3.独山县：保鲜库闲置，已租出。"
    assert [text for _, _, text in cut(body)] == [
        "1.织金县：合作社套取补贴，已追回。",
        "3.独山县：保鲜库闲置，已租出。",
    ]


def test_items_say_at_their_end_whose_they_are() -> None:
    body = (
        "一、赤水河治理不力。\n整改措施：新建污水厂。\n责任单位：仁怀市委、市政府\n"
        "二、堆场未规范处置。\n责任单位：金沙县委、县政府\n三、保护区管理薄弱。\n责任单位：省林业局"
    )
    assert cut(body) == [
        ("仁怀市", "owner", "一、赤水河治理不力。\n整改措施：新建污水厂。\n责任单位：仁怀市委、市政府"),
        ("金沙县", "owner", "二、堆场未规范处置。\n责任单位：金沙县委、县政府"),
    ]
    assert [county for county, _, _ in cut("1.灭火器过期。（织金县）\n2.超能力生产。（金沙县）")] == [
        "织金县",
        "金沙县",
    ]


def test_an_enumeration_in_a_sentence_is_cut() -> None:
    assert cut("主要问题：一是织金县卡点无人值守；二是独山县记录造假。") == [
        ("织金县", "sentence", "一是织金县卡点无人值守；"),
        ("独山县", "sentence", "二是独山县记录造假。"),
    ]


def test_a_clause_about_a_neighbour_is_cut_off() -> None:
    assert cut("枣庄市工业集中，其中市中区只洒水应付，问题未解决；薛城区砖厂数据造假，已停产。") == [
        ("市中区", "sentence", "其中市中区只洒水应付，问题未解决；"),
        ("薛城区", "sentence", "薛城区砖厂数据造假，已停产。"),
    ]


def test_what_is_no_county_ends_a_section_too() -> None:
    body = "●织金县\n资金滞留，未拨付。\n●百里杜鹃管理区\n物资短缺。\n●独山县\n项目缓慢，未开工。"
    assert [text for _, _, text in cut(body)] == ["●织金县\n资金滞留，未拨付。", "●独山县\n项目缓慢，未开工。"]


def test_bare_names_head_sections_once_they_are_known() -> None:
    body = "对织金、独山、从江3县开展督导，情况如下。\n●织金\n资金滞留，未拨付。\n●独山\n项目缓慢，未开工。"
    assert [county for county, _, _ in cut(body)] == ["织金县", "独山县"]


def test_a_place_s_kind_alone_is_an_undecided_unit_at_a_line_s_head() -> None:
    notice = content("左权县：瓦斯超限，已停产。\n城区：风机反风不合格，未整改。")
    named = [item.text for part in annotate(notice).parts for item in part.evidence if item.kind == "county"]
    assert named == ["左权县", "城区"]


def test_a_title_that_names_its_sections_counties_does_not_join_them() -> None:
    body = "织金县改厕数据不实，整改不力。\n大方县厕具闲置，验收走过场。\n希望认真整改。"
    assert [county for county, _, _ in cut(body, "关于织金县、大方县改厕问题的通报")] == ["织金县", "大方县"]


def test_a_numbered_item_about_no_county_ends_the_one_before_in_a_sentence_too() -> None:
    body = "一是织金县某局违规收礼，被警告。二是独山县某院公车私用，被记过。三是省属某企违规办宴，被警告。"
    assert [text for _, _, text in cut(body)] == [
        "一是织金县某局违规收礼，被警告。",
        "二是独山县某院公车私用，被记过。",
    ]


def test_problems_numbered_below_a_county_s_heading_are_its_own() -> None:
    body = "一、织金县\n问题1：道路破损\n已修复。\n问题2：停水频繁\n已更换管网。\n二、独山县\n问题1：路灯不亮\n已更换。"
    assert [county for county, _, _ in cut(body)] == ["织金县", "独山县"]
    assert [text.count("问题") for _, _, text in cut(body)] == [2, 1]


def test_letters_in_brackets_are_cases() -> None:
    body = "【编号001】织金县网民：道路破损。\n【回复】已修复。\n【编号002】大方县网民：停水频繁。\n【回复】已更换。"
    assert [text.count("回复") for _, _, text in cut(body)] == [1, 1]


def test_a_single_section_must_be_more_than_a_line_of_a_long_text() -> None:
    filling = "中心设有研究室和资料室，开展多项研究。\n" * 20
    assert cut(f"{filling}（2）滨海新区开发研究\n已形成报告，未公开。\n") == [
        (None, "whole", f"{filling}（2）滨海新区开发研究\n已形成报告，未公开。")
    ]


def test_a_county_named_in_full_once_is_the_subject_under_its_short_name() -> None:
    notice = content(
        "审计了睢宁县、沭阳县的农机补贴。\n"
        "沭阳的三笔配套款没有到位，已重新拨出；睢宁把补贴发给了11户早已迁走的人家，已追回。\n"
        "睢宁路在修。"
    )
    assert [(part.county, part.text) for part in parts_of(notice) if part.county] == [
        ("沭阳县", "沭阳的三笔配套款没有到位，已重新拨出；"),
        ("睢宁县", "睢宁把补贴发给了11户早已迁走的人家，已追回。"),
    ]


def test_the_short_name_of_a_province_before_a_county_decides_which_it_is_and_belongs_to_the_name() -> None:
    notice = content(
        "浙江永康市一座水厂没有许可证，已补办；江西新建县某水厂检测数据造假，已处罚。", title="供水情况通报"
    )
    assert [part.county for part in parts_of(notice) if part.county] == ["永康市", "新建县"]


def test_a_city_at_the_head_of_a_paragraph_decides_its_districts_which_are_the_parts() -> None:
    notice = content(
        "暗访发现的问题如下。\n"
        "石家庄市。桥西区一城中村壁挂炉无人维修，已更换；新华区流动商贩兜售散煤，已查扣。\n"
        "邢台市。桥西区电代煤补贴未发到户。内丘县5个村迟迟不通气，已点火。",
        title="散煤问题通报",
        published="2018-12-21",
    )
    counties = [part.county for part in annotate(notice).parts if part.county]
    assert [county.code for county in counties] == ["130104", "130105", "130503", "130523"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "锦屏水库（通渭县）：公示牌上的责任人退休两年。\n东峡水库（静宁县）：溢洪道内堆放砂石，已清理。",
            id="in brackets",
        ),
        pytest.param(
            "通渭县第六小学：留样柜里找不到样品。\n静宁县某某餐饮配送公司：冷链车温度不合格，已更换。",
            id="of an institution",
        ),
        pytest.param(
            "第一站是通渭县。水库值班室空无一人，已批评。\n第二站是静宁县。溢洪道堆放砂石，已清理。", id="of a journey"
        ),
        pytest.param("通渭县水库无人值守，已批评。无独有偶，静宁县水库溢洪道堵塞，已清理。", id="another like it"),
        pytest.param("7月18日07:30—15:00，通渭县城关镇停电。\n7月19日08:00—18:00，静宁县威戎镇停电。", id="at an hour"),
        pytest.param("A1标段位于通渭县境内，长24公里。\nA2标段全部位于静宁县境内，长31公里。", id="a lot"),
        pytest.param("暗访组见到两起：通渭县水库无人值守，已批评；静宁县溢洪道堵塞，已清理。", id="after a colon"),
    ],
)
def test_the_county_of_a_paragraph_or_sentence_may_follow_an_opening(body: str) -> None:
    assert [part.county for part in parts_of(content(body)) if part.county] == ["通渭县", "静宁县"]


def test_what_lies_on_the_border_of_two_counties_is_both_theirs() -> None:
    notice = content("那曲市比如县灭火器压力不足，已更换。\n嘉黎县、边坝县交界处的遗址，标志碑被碰倒，已重新立碑。")
    assert [part.county for part in parts_of(notice) if part.county] == ["比如县", "嘉黎县", "边坝县"]


def test_what_others_are_told_to_learn_from_a_county_is_no_part_where_problems_are_told() -> None:
    notice = content(
        "通渭县水库无人值守，已批评。\n静宁县溢洪道堵塞，已清理。\n崇信县推行的“库长不离坝”，请各县参照。\n"
        "康县的巡坝日记、文县的值班办法，可以学一学。"
    )
    assert [part.county for part in parts_of(notice) if part.county] == ["通渭县", "静宁县"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "织金县城关镇读者来信：水管坏了两年没人修。\n独山县百泉镇一位教师来信：工资拖欠四个月。", id="letters"
        ),
        pytest.param(
            "我是织金县一名农民，水管坏了两年没人修。\n我家在独山县百泉镇，垃圾堆成山，没人清。", id="writers"
        ),
        pytest.param(
            "网友“某某”：织金县三甲街道路灯不亮，没人修。\n织金县回复：已修复。\n网友“某某”：独山县百泉镇垃圾未清，臭味大。",
            id="readers",
        ),
        pytest.param("在织金县，水池见底，村民没水吃。而在独山县，管网埋深不够，冬天冻裂。", id="contrast"),
        pytest.param("问题最多的是织金县，21个村没有公示。其次是独山县，贴的还是前年的表。", id="ranks"),
        pytest.param("记者来到织金县三甲街道，垃圾没人清。\n次日，记者又赶到独山县百泉镇，污水横流。", id="a reporter"),
        pytest.param("城关镇垃圾堆积，无人清运（织金县）；百泉镇污水直排，未整改（独山县）。", id="closing brackets"),
        pytest.param("（织金县）城关镇垃圾堆积，无人清运。\n（独山县）百泉镇污水直排，已约谈。", id="opening brackets"),
        pytest.param("案例：织金县某小学食堂无证经营，已关停。\n案例：独山县某幼儿园超员，已约谈。", id="cases"),
        pytest.param(
            "问：织金县的垃圾为什么没人清？\n答：已清运。\n问：独山县的路什么时候修？\n答：年底前完工。", id="questions"
        ),
        pytest.param("织金县城关镇、独山县百泉镇两地垃圾堆积，无人清运。", id="towns"),
        pytest.param(
            "织金县：资金滞留，已拨付。独山县：台账造假，未整改。", id="line heads whose line breaks are lost"
        ),
        pytest.param("织金县、独山县，前者挪用资金买车，已归还；后者没有安排一分钱，却填已落实。", id="the former"),
    ],
)
def test_counties_are_told_in_the_ways_of_letters_reports_and_readers(body: str) -> None:
    assert [part.county for part in parts_of(content(body, title="情况通报")) if part.county] == ["织金县", "独山县"]


def test_a_county_that_is_outside_the_round_is_only_mentioned() -> None:
    notice = content("织金县水管破损，已更换。\n独山县路灯不亮，已修复。\n罗甸县、德江县不在本轮范围，冬季再去。")
    assert [part.county for part in parts_of(notice) if part.county] == ["织金县", "独山县"]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("安阳：滑县资金滞留，已拨付。\n濮阳：范县无人值守，已批评。", id="a city in short"),
        pytest.param("来自滑县的群众反映，低保给了亲戚，没人管。范县群众反映，路灯三年不亮。", id="who writes"),
        pytest.param("1.滑县 资金滞留320万元 已拨付\n2.范县 台账造假 已约谈", id="blanks for marks"),
        pytest.param("滑县道口镇\t超标\t已关停\n范县濮城镇\t直排\t已整治", id="towns in a table without a header"),
        pytest.param("我们先到滑县，粮库门口没人值守。再到范县，灭火器过期未换。", id="then"),
        pytest.param("滑县渠道淤塞，没人清。同样的毛病，在范县也能看到，渠道被垃圾堵死。", id="the same again"),
    ],
)
def test_counties_are_told_of_after_cities_in_short_blanks_and_steps_of_a_journey(body: str) -> None:
    parts = parts_of(content(body, title="河南省督查情况", published="2018-05-01"))
    assert [part.county for part in parts if part.county] == ["滑县", "范县"]
