"""Findings: the issue phrase, its types, and the response."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import content, parts_of

Found = tuple[str, tuple[str, ...], str]


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        pytest.param(
            "针对住房保障推进缓慢的问题，倒排工期。针对“等靠要”思想突出问题。开展宣讲。",
            [("住房保障推进缓慢", ("住房保障",), "倒排工期。"), ("“等靠要”思想", ("内生动力",), "开展宣讲。")],
            id="against",
        ),
        pytest.param(
            "关于饮水安全不达标的问题。已建水厂。\n（二）关于作风不实的问题\n已约谈。",
            [("饮水安全不达标", ("饮水安全",), "已建水厂。"), ("作风不实", ("干部作风",), "已约谈。")],
            id="concerning",
        ),
        pytest.param(
            "（一）义务教育控辍保学不扎实的问题。已劝返12人。\n（二）医保参保率低的问题：已动员参保。",
            [
                ("义务教育控辍保学不扎实", ("教育保障",), "已劝返12人。"),
                ("医保参保率低", ("医疗保障",), "已动员参保。"),
            ],
            id="item",
        ),
        pytest.param(
            "经查，存在着消防通道堵塞等问题，责令限期整改。",
            [("消防通道堵塞等", ("安全生产",), "责令限期整改。")],
            id="exists",
        ),
        pytest.param(
            "问题1：违规发放津贴补贴。整改情况：已清退3.2万元。\n问题2：信访积案久拖不决。整改情况：已办结。",
            [
                ("违规发放津贴补贴", ("廉政风险",), "已清退3.2万元。"),
                ("信访积案久拖不决", ("信访",), "已办结。"),
            ],
            id="numbered",
        ),
    ],
)
def test_each_form_gives_issue_types_and_response(body: str, findings: list[Found]) -> None:
    assert list(parts_of(content(body))[0].findings) == findings


@pytest.mark.parametrize(
    "body",
    [
        "针对性开展问题排查，确保实效。",
        "针对巡视反馈的问题，制定清单。",
        "对存在安全隐患问题的企业，依法处理。",
        "坚持问题导向，解决群众关心的问题。",
        "针对目前通信市场的情况，重点解决收费不准的问题。",
    ],
)
def test_what_names_no_problem_is_no_finding(body: str) -> None:
    assert parts_of(content(body))[0].findings == ()


def test_a_head_over_findings_has_no_response_and_lends_them_its_type() -> None:
    notice = content("关于干部作风漂浮的问题\n1.针对标准不够高的问题，已制定标准。")
    assert list(parts_of(notice)[0].findings) == [
        ("干部作风漂浮", ("干部作风",), ""),
        ("标准不够高", ("干部作风",), "已制定标准。"),
    ]


def test_a_head_that_names_a_field_only_lends_its_type() -> None:
    notice = content("关于干部作风方面的问题\n1.针对标准不够高的问题，已制定标准。")
    assert list(parts_of(notice)[0].findings) == [("标准不够高", ("干部作风",), "已制定标准。")]


def test_a_response_ends_with_its_paragraph() -> None:
    notice = content("针对公路管护不到位问题，落实路长制。\n特此报告。\n织金县人民政府", "织金县报告")
    assert parts_of(notice)[0].findings == (("公路管护不到位", ("基础设施",), "落实路长制。"),)


def test_every_offset_points_at_what_it_claims() -> None:
    notice = content("织金县针对住房保障推进缓慢问题，已竣工。独山县针对信访积压问题，已办结。", "整改通报")
    parts = annotate(notice).parts
    assert [len(part.findings) for part in parts] == [1, 1]
    for part in parts:
        for finding in part.findings:
            assert notice.body[slice(*finding.issue_span)] == finding.issue
            assert notice.body[slice(*finding.response_span)] == finding.response
            assert finding.start <= finding.issue_span[0] < finding.response_span[1] == finding.end
        for item in (*part.evidence, *(item for finding in part.findings for item in finding.evidence)):
            assert notice.body[item.start : item.end] == item.text


def test_a_part_without_findings_has_the_types_of_title_else_text() -> None:
    assert annotate(content("请遵照执行。", "关于农村饮水安全的通知")).parts[0].issue_types == ("饮水安全",)
    assert annotate(content("严格落实安全生产责任制。", "通知")).parts[0].issue_types == ("安全生产",)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("针对" * 20_000, id="heads without end"),
        pytest.param("●" * 4_000 + "x", id="a long line of marks"),
        pytest.param("织金、" * 10_000 + "独山两县", id="a long list"),
        pytest.param("织金县" * 10_000, id="one name"),
        pytest.param("针对住房慢问题，" * 2_000, id="many findings"),
        pytest.param("（" * 20_000 + "存在" * 5_000, id="brackets"),
        pytest.param("低保" * 20_000, id="one term"),
    ],
)
def test_hostile_text_is_read_to_the_end(body: str) -> None:
    assert annotate(content(body)).parts


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param("关于做好春季农业生产的通知", "要解决农民反映突出的农资问题，防止撂荒。", id="order"),
        pytest.param("我县召开安全生产工作会议", "会议指出，部分企业主体责任落实不到位。", id="meeting"),
        pytest.param("市食品安全条例", "第一条　销售过期食品的，处以罚款。", id="rule"),
        pytest.param("关于表扬先进集体的通报", "该村不等不靠，克服资金不足困难。", id="praise"),
        pytest.param("县级储备粮轮换公告", "因仓容不足，轮换延至9月。", id="ordinary"),
    ],
)
def test_ordinary_notices_have_no_findings(title: str, body: str) -> None:
    assert parts_of(content(body, title))[0].findings == ()


def test_a_case_is_answered_with_what_was_done_about_it() -> None:
    body = "1.某镇民政办主任违规发放低保金问题。该主任为亲属办理低保。2020年5月，其受到警告处分。"
    assert [(issue, response) for issue, _, response in parts_of(content(body, "典型案例通报"))[0].findings] == [
        ("某镇民政办主任违规发放低保金", "其受到警告处分。")
    ]


def test_why_a_policy_is_made_is_no_finding() -> None:
    body = "当前还存在检查任性、执法扰民等问题。为营造公平环境，现就推广随机抽查通知如下："
    assert parts_of(content(body, "关于推广随机抽查的通知"))[0].findings == ()


def test_problems_after_others_are_no_response_to_them() -> None:
    body = "检查发现，个别摊位存在短斤少两行为；12家摊位健康证过期；污水直排雨水口。"
    findings = parts_of(content(body, "关于夜市检查情况的通报"))[0].findings
    assert [(issue, response) for issue, _, response in findings] == [
        ("短斤少两", ""),
        ("12家摊位健康证过期", ""),
        ("污水直排雨水口", ""),
    ]


def test_a_response_ends_before_what_speaks_to_all_and_who_signs() -> None:
    body = "（一）关于作风生硬的问题\n已下放41项事项。\n对需要长期坚持的任务，各镇要持续推进。\n二〇二一年十二月三日"
    assert parts_of(content(body, "巡察整改通报"))[0].findings[0][2] == "已下放41项事项。"


def test_the_last_item_of_a_list_is_one_though_text_follows() -> None:
    body = "发现以下问题：\n（一）冒领补助2万元；\n（二）面积不符；\n（三）补助代发，存在截留风险。\n特此通报。"
    findings = parts_of(content(body, "资金核查情况通报"))[0].findings
    assert [issue for issue, _, _ in findings] == ["冒领补助2万元", "面积不符", "补助代发，存在截留风险"]
