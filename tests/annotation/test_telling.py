"""Which notices report problems."""

from __future__ import annotations

import pytest

from noticesearch_indexer.annotation.paragraphs import paragraphs
from noticesearch_indexer.annotation.telling import telling
from tests.annotation.notices import content


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
