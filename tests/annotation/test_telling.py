"""Which notices report problems."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation import annotate
from noticesearch_indexer.annotation.paragraphs import paragraphs
from noticesearch_indexer.annotation.telling import telling
from tests.annotation.notices import content
from tests.annotation.told import told


def _telling(title: str, body: str) -> tuple[bool, bool]:
    notice = content(body, title)
    found = telling(notice, paragraphs(notice.body))
    return found.throughout, found.is_rule


@pytest.mark.parametrize(
    ("title", "reports"),
    [
        ("关于环保督察反馈问题整改情况的通报", True),
        ("关于2019年度预算执行审计发现问题的公告", True),
        ("关于6批次食品不合格情况的通告", True),
        ("市纪委通报3起典型问题", True),
        ("关于县人大审议意见研究处理情况的报告", True),
        ("关于开展安全生产专项检查的通知", False),
        ("关于全面治理拖欠工资问题的意见", False),
        ("关于表扬先进集体的通报", False),
        ("论古典诗歌的翻译问题", False),
        ("学院召开警示教育大会", False),
        ("关于公开招聘教师的公告", False),
    ],
)
def test_the_title_says_whether_a_notice_reports_problems(title: str, reports: bool) -> None:
    assert _telling(title, "各有关单位：") == (reports, False)


def test_the_opening_may_say_so_too() -> None:
    assert _telling("工作动态", "检查组走访6个村，发现一些突出问题，现公布如下。") == (True, False)


def test_articles_make_rules_whatever_the_title() -> None:
    articles = "\n".join(f"第{number}条　违反规定的，处以罚款。" for number in "一二三四五")
    assert _telling("违法行为处罚标准", articles) == (False, True)


@pytest.mark.parametrize(
    ("title", "issue"),
    [
        ("县水利局关于供水站夜查情况的通知", "4处供水站无人值守"),
        ("关于项目验收中有关问题的整改通知", "4处供水站无人值守"),
    ],
)
def test_a_notice_by_name_reports_if_its_title_says_what_was_found(title: str, issue: str) -> None:
    body = "各镇：\n近日，县水利局对供水站进行了夜查。夜查发现，4处供水站无人值守。\n特此通知。"
    assert [each.issue for each in told(body, title)] == [issue]


def test_an_opening_that_goes_on_to_what_was_found_tells_it() -> None:
    body = "10月13日，市局召开会议，听取抽检情况。会议指出，某商圈抽检不合格率偏高。\n会议要求，各局要同步排查。"
    assert [each.issue for each in told(body, "抽检发现问题")] == ["某商圈抽检不合格率偏高"]


@pytest.mark.parametrize(
    "body",
    [
        "现将整改进展公布。\n一、岷县整改情况\n（一）村卫生室没有合格村医。公开招聘村医22名。\n"
        "二、宕昌县整改情况\n（一）协作资金拨付缓慢。已全部拨付。",
        "现将检查情况通报如下：\n一、检查发现的问题及处理意见\n（一）岷县\n村卫生室没有合格村医。公开招聘村医22名。\n"
        "（二）宕昌县\n协作资金拨付缓慢。已全部拨付。",
    ],
    ids=["the county's own heading says 整改情况", "a heading announces problems and what was done"],
)
def test_a_heading_that_says_what_was_done_does_not_end_the_problems(body: str) -> None:
    found = [
        (part.county.name, finding.issue)
        for part in annotate(content(body, "巡视整改情况通报")).parts
        for finding in part.findings
        if part.county
    ]
    assert found == [("岷县", "村卫生室没有合格村医"), ("宕昌县", "协作资金拨付缓慢")]
