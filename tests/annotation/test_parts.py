"""Where a notice is cut, and what its parts are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from noticesearch.notice import Heading
from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import Read, content, cut, parts_of


def test_numbered_headings_open_a_section_for_each_county_and_others_end_it() -> None:
    notice = content(
        "现将整改情况公布如下。\n"
        "一、织金县\n（一）关于住房保障推进缓慢的问题\n危房全部竣工。\n"
        "二、独山县\n产业扶贫成效不明显，已成立工作专班。\n"
        "三、下一步工作\n各县要举一反三。"
    )
    assert parts_of(notice) == [
        Read(None, "outside", "现将整改情况公布如下。\n三、下一步工作\n各县要举一反三。"),
        Read(
            "织金县",
            "heading",
            "一、织金县\n（一）关于住房保障推进缓慢的问题\n危房全部竣工。",
            (("住房保障推进缓慢", ("住房保障",), "危房全部竣工。"),),
        ),
        Read(
            "独山县",
            "heading",
            "二、独山县\n产业扶贫成效不明显，已成立工作专班。",
            (("产业扶贫成效不明显", ("产业发展",), "已成立工作专班"),),
        ),
    ]


def test_sections_of_one_county_under_different_headings_are_two_parts_that_inherit_them() -> None:
    notice = content(
        "一、大气污染防治\n（一）织金县。扬尘管控不到位，已停工整改。\n（二）独山县。秸秆焚烧突出，已约谈。\n"
        "二、水污染防治\n（一）织金县。污水管网破损，已修复2公里。"
    )
    parts = annotate(notice).parts
    headings = [[notice.body[start:end] for start, end in part.headings] for part in parts]
    assert list(zip([part.county and part.county.name for part in parts], headings, strict=True)) == [
        (None, []),
        ("织金县", ["一、大气污染防治"]),
        ("独山县", ["一、大气污染防治"]),
        ("织金县", ["二、水污染防治"]),
    ]


def test_line_heads_open_sections_of_one_paragraph_each() -> None:
    notice = content(
        "督查情况如下：\n织金县：3家煤矿隐患整改不到位，已责令停产。\n毕节市大方县：加油站未落实值班制度，已约谈。\n"
        "希望引以为戒。\n贵州省应急管理厅"
    )
    assert parts_of(notice) == [
        Read(None, "outside", "督查情况如下：\n希望引以为戒。\n贵州省应急管理厅"),
        Read("织金县", "line_head", "织金县：3家煤矿隐患整改不到位，已责令停产。"),
        Read("大方县", "line_head", "毕节市大方县：加油站未落实值班制度，已约谈。"),
    ]


def test_a_table_row_is_about_the_unit_in_its_first_cells() -> None:
    notice = content(
        "序号\t县\t问题\t整改情况\n1\t织金县\t供水管网破损，饮水困难\t已更换管网\n2\t威宁自治县\t水厂未运行，群众缺水\t正在整改"
    )
    assert parts_of(notice) == [
        Read(None, "outside", "序号\t县\t问题\t整改情况"),
        Read(
            "织金县",
            "table_row",
            "1\t织金县\t供水管网破损，饮水困难\t已更换管网",
            (("供水管网破损，饮水困难", ("饮水安全", "基础设施"), "已更换管网"),),
        ),
        Read(
            "威宁彝族回族苗族自治县",
            "table_row",
            "2\t威宁自治县\t水厂未运行，群众缺水\t正在整改",
            (("水厂未运行，群众缺水", ("饮水安全",), "正在整改"),),
        ),
    ]


def test_paragraphs_that_begin_with_counties_alternate() -> None:
    notice = content(
        "近期开展了督导。\n织金县辍学学生劝返不力，台账不清。\n独山县教师编制被挤占，整改缓慢。\n"
        "同时，食堂管理不规范。\n督导组在从江县检查时发现，寄宿制学校床位不足。\n各县要立即整改。"
    )
    assert [(part.county, part.rule, part.text) for part in parts_of(notice)] == [
        (None, "outside", "近期开展了督导。\n各县要立即整改。"),
        ("织金县", "paragraph", "织金县辍学学生劝返不力，台账不清。"),
        ("独山县", "paragraph", "独山县教师编制被挤占，整改缓慢。\n同时，食堂管理不规范。"),
        ("从江县", "paragraph", "督导组在从江县检查时发现，寄宿制学校床位不足。"),
    ]


def test_stretches_about_one_county_in_one_paragraph_are_one_part() -> None:
    notice = content("织金县住房建设缓慢，已竣工。独山县产业发展滞后，已建基地。织金县饮水不达标，已通水。")
    assert parts_of(notice) == [
        Read("织金县", "paragraph", "织金县住房建设缓慢，已竣工。\n织金县饮水不达标，已通水。"),
        Read("独山县", "sentence", "独山县产业发展滞后，已建基地。"),
    ]


def test_a_clause_about_two_counties_is_a_span_of_both_and_its_finding_is_listed_in_both() -> None:
    clause = "织金、独山两县针对扶贫资金滞留问题，已拨付1200万元。"
    notice = content(clause + "从江县针对项目推进缓慢问题，成立专班。", published="2020-05-01")
    finding = ("扶贫资金滞留", ("资金管理",), "已拨付1200万元。")
    assert parts_of(notice) == [
        Read("织金县", "clause", clause, (finding,)),
        Read("独山县", "clause", clause, (finding,)),
        Read(
            "从江县",
            "sentence",
            "从江县针对项目推进缓慢问题，成立专班。",
            (("项目推进缓慢", ("项目管理",), "成立专班。"),),
        ),
    ]


def test_separators_bound_sections_with_headings_of_their_own() -> None:
    notice = content(
        "通报如下。\n●●●\n织金县\n一、关于饮水安全不达标的问题\n已通水。\n●●●\n独山县\n一、关于产业发展滞后的问题\n已建基地。"
    )
    assert [(read.county, read.text) for read in parts_of(notice)] == [
        (None, "通报如下。"),
        ("织金县", "织金县\n一、关于饮水安全不达标的问题\n已通水。"),
        ("独山县", "独山县\n一、关于产业发展滞后的问题\n已建基地。"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("优胜单位名单\n栾城县人民政府办公室\n玉田县人民政府办公室", id="a list of offices"),
        pytest.param("承德市：承德县、平泉县、隆化县\n保定市：唐县、易县、曲阳县", id="a list of counties"),
        pytest.param("织金县、独山县、从江县等12个县作交流发言，会议要求抓好落实。", id="an open list"),
        pytest.param("各市（含定州市、辛集市）人民政府：请认真贯彻执行，有关情况及时报告。", id="everybody"),
        pytest.param(
            "保定市清苑区职业技术教育中心等32所学校获奖；\n玉田县职业技术教育中心等8所学校达标。", id="schools"
        ),
    ],
)
def test_a_unit_that_is_only_listed_is_no_subject(body: str) -> None:
    assert [part.county for part in annotate(content(body)).parts] == [None]


def test_the_parts_cover_the_body_blanks_and_separators_aside() -> None:
    body = "通报如下。\n\n●●●\n织金县：住房建设缓慢，已竣工。\n　独山县：产业滞后，已建基地。\n\n省委将跟踪督办。\n"
    spans = sorted(span for part in annotate(content(body)).parts for span in part.spans)
    gaps = [body[end:start] for (_, end), (start, _) in zip([(0, 0), *spans], [*spans, (len(body), 0)], strict=True)]
    assert {char for gap in gaps for char in gap} <= set("\n　●")


def test_a_heading_without_a_number_opens_a_section_and_those_below_it_stay_inside() -> None:
    body = (
        "现将情况公布如下。\n织金县住房保障整改情况通报\n整改措施\n危房全部竣工。\n独山县水厂停运问题仍存\n水厂已修复，全县通水。\n"
        "下一步打算\n各县要举一反三。"
    )
    marks = {"织金县住房保障整改情况通报": -4, "整改措施": -3, "独山县水厂停运问题仍存": -4, "下一步打算": -4}
    starts = {line: body.index(line) for line in marks}
    headings = tuple(Heading(marks[line], (start, start + len(line))) for line, start in starts.items())
    notice = replace(content(body), headings=headings)
    assert [(part.county, part.rule, part.text) for part in parts_of(notice)] == [
        (None, "outside", "现将情况公布如下。\n下一步打算\n各县要举一反三。"),
        ("织金县", "heading", "织金县住房保障整改情况通报\n整改措施\n危房全部竣工。"),
        ("独山县", "heading", "独山县水厂停运问题仍存\n水厂已修复，全县通水。"),
    ]


def test_a_heading_without_a_number_stands_over_the_sections_below_it() -> None:
    body = "大气污染防治\n织金县：扬尘管控不到位，已停工。\n水污染防治\n独山县：污水管网破损，已修复。"
    headings = (Heading(-5, (0, 6)), Heading(-5, (body.index("水污染"), body.index("水污染") + 5)))
    parts = annotate(replace(content(body), headings=headings)).parts
    told = {part.county.name: [body[slice(*span)] for span in part.headings] for part in parts if part.county}
    assert told == {"织金县": ["大气污染防治"], "独山县": ["水污染防治"]}


@pytest.mark.parametrize(
    "opening",
    [
        "9月12日上午8：35，暗访组在织金县政务中心发现，",
        "在织金县，",
        "抽查的织金县",
        "如织金县",
        "其中，2019年，织金县猫场镇",
        "织金县的另一个突出问题是",
    ],
)
def test_an_opening_before_the_unit_does_not_hide_the_subject(opening: str) -> None:
    told = f"{opening}窗口空岗，未及时整改。"
    assert cut(f"{told}\n独山县台账缺失，整改缓慢。") == [
        ("织金县", "paragraph", told),
        ("独山县", "paragraph", "独山县台账缺失，整改缓慢。"),
    ]
