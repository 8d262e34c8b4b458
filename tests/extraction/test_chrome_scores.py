"""Which lines speak for a notice, and which against."""

from __future__ import annotations

import pytest

from noticesearch_indexer.extraction.document import key, line
from noticesearch_indexer.extraction.score import judge
from noticesearch_indexer.extraction.surroundings import judge_all
from tests.extraction.scraped import document


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("各乡镇要把饮水安全摆在突出位置，逐村逐户排查。", "prose"),
        ("第三条 总则", "heading"),
        ("一、提高认识", "heading"),
        ("（一）压实责任", "heading"),
        ("示例县人民政府办公室", "signature, date or attachment"),
        ("二〇一九年六月五日", "signature, date or attachment"),
        ("饮水安全台账.xlsx", "signature, date or attachment"),
        ("沪ICP备00000000号", "footer phrase"),
        ("当前位置：首页 > 政务公开", "invitation"),
        ("扫码下载客户端", "invitation"),
        ("【打印】【关闭】", "page tools"),
        ("字号 大 中 小", "page tools"),
        ("登录", "page tools"),
        ("索 引 号：\t000000000/2020-00001", "table of particulars"),
        ("发布日期：2020年3月11日", "table of particulars"),
        ("时间：2020-03-11 浏览：12", "meta line"),
        ("联系电话：0000-0000000", "contact"),
        ("●●●", "no words"),
        ("示例县\t1519", "table row"),
    ],
)
def test_each_line_is_judged_for_a_reason(text: str, reason: str) -> None:
    assert judge(line(text)).reason == reason


def test_a_paragraph_that_mentions_a_client_or_a_login_is_prose() -> None:
    text = "群众可登录省政务服务网或下载手机客户端查询办理进度，" * 4
    assert judge(line(text)).reason == "prose"


@pytest.mark.parametrize(
    "text",
    [
        "水价核定滞后，有7处供水站收不抵支，运行维护难以为继。该县已召开水价听证会，拟从5月起执行新水价。",
        "推进政务服务网站适老化改造，为老年人、残疾人提供便利，年底前各县网站地图和无障碍页面全部建成。",
        "请广大群众下载国家反诈中心客户端，如实填报个人信息，开启来电预警功能，守护好自己的钱袋子。",
    ],
    ids=["运行维护", "适老化", "客户端"],
)
def test_a_sentence_of_the_notice_is_prose_whatever_words_chrome_also_uses(text: str) -> None:
    assert judge(line(text)).reason == "prose"


def test_an_instruction_is_no_page_tool() -> None:
    assert judge(line("请登录报名系统完成注册。")).reason == "prose"


def test_links_are_chrome_but_attachments_are_not() -> None:
    lines = document("<p><a href=x>工作动态</a><p><a href=x>附件1：台账</a>").lines
    assert [judge(found).reason for found in lines] == ["links", "attachment link"]


def test_text_in_an_element_named_as_chrome_counts_little() -> None:
    found = document(
        "<div><p>县水务局要按月调度，通报进展情况。<p>各乡镇要限期整改，不得拖延，不得推诿。</div>"
        "<div class=sidebar><p>县水务局要按月调度，通报进展情况。</div>"
    )
    outside, _, inside = judge_all(found)
    assert (outside.reason, inside.reason) == ("prose", "prose in chrome")
    assert inside.score < 0.2 * outside.score


def test_an_element_named_as_chrome_that_holds_the_text_is_none() -> None:
    found = document("<div class=header><p>县水务局要按月调度，通报进展情况。<p>各乡镇要限期整改，不得拖延。</div>")
    assert [verdict.reason for verdict in judge_all(found)] == ["prose", "prose"]


def test_the_repeated_title_is_not_text() -> None:
    found = document("<p>关于饮水安全的通知")
    assert judge_all(found, (key("关于饮水安全的通知_某县"),))[0].reason == "title"
