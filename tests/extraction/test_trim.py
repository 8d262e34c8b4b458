"""Head and tail of a container that are not the notice."""

from __future__ import annotations

import pytest

from tests.extraction.scraped import BODY, TITLE, content, page, paragraphs

TABLE = (
    "<table><tr><td>索 引 号：<td>000000000/2020-00001<td>主题分类：<td>农业、水利"
    "<tr><td>发文机关：<td>示例县人民政府<td>成文日期：<td>2020年3月9日"
    f"<tr><td>标 题：<td colspan=3>{TITLE}"
    "<tr><td>发文字号：<td>示府发〔2020〕5号<td>发布日期：<td>2020年3月11日<tr><td>主 题 词：<td></table>"
)
LIST = (
    f"<ul><li>索引号：000000000/2020-00001<li>名称：{TITLE}<li>文号：示府发〔2020〕5号"
    "<li>发布机构：示例县人民政府<li>发布日期：2020年3月11日</ul>"
)


@pytest.mark.parametrize(
    "head",
    [
        "<div>发布时间：2020-03-11 09:30　来源：示例县水务局　浏览次数：12</div>",
        "<div>2020-03-11 来源：示例县水务局</div><div>【字号：大 中 小】</div>",
        TABLE,
        LIST,
    ],
    ids=["meta-line", "meta-and-tools", "table", "list"],
)
def test_what_stands_between_title_and_text_is_cut(head: str) -> None:
    assert content(page(f"<h1>{TITLE}</h1><div>{head}{paragraphs()}</div>")).body == BODY


def test_a_title_with_a_dateline_inside_the_container_is_cut() -> None:
    found = content(page(f"<div><p>{TITLE}</p><p>水务局 2020-03-11</p>{paragraphs()}</div>", head=""))
    assert (found.title, found.published, found.body) == (TITLE, "2020-03-11", BODY)


def test_a_title_printed_in_the_document_itself_stays() -> None:
    lines = ("示例县人民政府", TITLE, "示府发〔2020〕5号")
    found = content(page(f"<h1>{TITLE}</h1><div id=zoom>{paragraphs(lines)}{paragraphs()}</div>"))
    assert found.body == "\n".join((*lines, BODY))


@pytest.mark.parametrize(
    "tail",
    [
        "<p>责任编辑：某某</p>",
        "<p>【打印本页】 【关闭窗口】</p>",
        "<p>上一篇：<a href=x>关于植树的通知</a></p><p>下一篇：没有了</p>",
        "<div>相关阅读</div><ul><li><a href=x>某县饮水工程建成通水</a><li><a href=x>又一处水厂投入使用</a></ul>",
        "<p>扫一扫在手机打开当前页</p>",
        "<p>分享到：微信 微博</p>",
    ],
    ids="editor tools neighbours related qr share".split(),
)
def test_what_stands_below_the_text_is_cut(tail: str) -> None:
    assert content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{tail}</div>")).body == BODY


def test_signature_date_and_attachments_stay() -> None:
    end = "<p>附件：<a href=1.doc>饮水安全台账.doc</a></p><p>示例县人民政府</p><p>2020年3月9日</p>"
    found = content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{end}</div>"))
    assert found.body == f"{BODY}\n附件：饮水安全台账.doc\n示例县人民政府\n2020年3月9日"


def test_separators_between_parts_stay() -> None:
    text = f"<div>{paragraphs()}<p>●●●</p>{paragraphs()}</div>"
    assert content(page(f"<h1>{TITLE}</h1>{text}")).body == f"{BODY}\n●●●\n{BODY}"


def test_a_table_of_the_notice_itself_stays() -> None:
    table = "<table><tr><td>名称<td>数量<tr><td>水泵<td>3<tr><td>水管<td>20<tr><td>名称<td>合计</table>"
    found = content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{table}{paragraphs()}</div>"))
    assert found.body == f"{BODY}\n名称\t数量\n水泵\t3\n水管\t20\n名称\t合计\n{BODY}"
