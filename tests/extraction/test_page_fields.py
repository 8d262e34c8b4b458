"""Title, dates, source, author, issuer and document number of a page, each with what gave it."""

from __future__ import annotations

import pytest

from noticesearch.notice import Content, Evidence, Given
from tests.extraction.scraped import BODY, TITLE, content, page, paragraphs

ARTICLE = f"<div>{paragraphs()}</div>"


def _rules(found: Content) -> dict[str, str]:
    return {evidence.kind: evidence.rule for evidence in found.evidence}


@pytest.mark.parametrize(
    ("head", "body", "rule"),
    [
        (f"<title>x</title><meta name=ArticleTitle content='{TITLE}'>", "", "<meta articletitle>"),
        ("<title>x</title>", f"<table><tr><td>标 题：<td>{TITLE}</table>", "label 标题"),
        (f"<title>{TITLE}</title><meta property=og:title content={TITLE}>", f"<p>{TITLE}</p>", "line as in og:title"),
        (f"<title>{TITLE}-示例县人民政府</title>", f"<p>{TITLE}</p>", "line as in <title>"),
        (f"<title>示例县人民政府 {TITLE}</title>", f"<p>{TITLE}</p>", "line as in <title>"),
        (f"<title>{TITLE[:9]}..._示例网</title>", f"<p>{TITLE}</p>", "line that <title> begins"),
        ("<title>示例县</title>", f"<h1>{TITLE}</h1>", "longest <h1>"),
        ("", f"<p>{TITLE}</p><p>时间：2020-03-11 来源：某网</p>", "line above date and source"),
        ("<title>示例县人民政府网</title>", f"<p>{TITLE}</p>", "line in the form of a title"),
        (f"<title>{TITLE}_示例县人民政府网</title>", "", "<title> without the site"),
    ],
)
def test_the_title_is_found(head: str, body: str, rule: str) -> None:
    found = content(page(body + ARTICLE, head=head))
    assert (found.title, _rules(found)["title"]) == (TITLE, rule)


@pytest.mark.parametrize(
    ("head", "line", "published", "rule"),
    [
        ("<meta name=PubDate content='2020-03-11 09:30'>", "", "2020-03-11T09:30:00+08:00", "<meta pubdate>"),
        ("", "发布日期：2020年3月11日", "2020-03-11", "label 发布日期"),
        ("", "来源：某网 发布时间：2020-03-11 09:30", "2020-03-11T09:30:00+08:00", "label 发布时间"),
        ("", "某网发稿时间：2020/3/11", "2020-03-11", "label 发稿时间"),
        ("", "2020-03-11 示例县水务局", "2020-03-11", "date line above the text"),
    ],
)
def test_the_publish_date_is_found(head: str, line: str, published: str, rule: str) -> None:
    found = content(page(f"<h1>{TITLE}</h1><div>{line}</div>{ARTICLE}", head=head))
    assert (found.published, _rules(found)["published"]) == (published, rule)


def test_the_address_gives_the_date_when_the_page_does_not() -> None:
    found = content(page(f"<h1>{TITLE}</h1>{ARTICLE}"), url="http://www.example.cn/xw/202003/t20200311_12.html")
    assert (found.published, _rules(found)["published"]) == ("2020-03-11", "date in the address")


def test_the_date_under_the_signature_is_the_written_date_and_not_the_publish_date() -> None:
    end = "<p>示例县人民政府</p><p>二〇二〇年三月九日</p>"
    found = content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{end}</div>"))
    assert (found.published, found.written, _rules(found)["written"]) == (
        None,
        "2020-03-09",
        "date under the signature",
    )


def test_signature_and_date_may_share_a_line() -> None:
    end = "<p>示例县自来水公司 2022年7月14日</p>"
    assert content(page(f"<h1>{TITLE}</h1><div>{paragraphs()}{end}</div>")).written == "2022-07-14"


def test_a_date_in_the_text_is_no_publish_date() -> None:
    found = content(page(f"<h1>{TITLE}</h1><div><p>2023年7月21日（本周五）停水一天。</p>{paragraphs()}</div>"))
    assert found.published is None


TABLE = (
    "<table><tr><td>索 引 号：<td>000/2020-1<td>发文字号：<td>示府发〔2020〕5号"
    "<tr><td>发布机构：<td>示例县人民政府<td>成文日期：<td>2020年3月9日"
    "<tr><td>发布日期：<td>2020年3月11日<td>信息来源：<td>示例县水务局</table>"
)
LIST = (
    "<ul><li><b>文号：</b><span>示府发〔2020〕5号</span><li>发文机关：示例县人民政府<li>成文日期：2020年3月9日"
    "<li>发布日期：<li>2020年3月11日<li>来源：示例县水务局</ul>"
)


@pytest.mark.parametrize("particulars", [TABLE, LIST], ids=["table", "list"])
def test_particulars_are_read_in_tables_and_lists(particulars: str) -> None:
    found = content(page(f"<h1>{TITLE}</h1>{particulars}{ARTICLE}"))
    read = (found.doc_number, found.issuer, found.written, found.published, found.source, found.body)
    assert read == ("示府发〔2020〕5号", "示例县人民政府", "2020-03-09", "2020-03-11", "示例县水务局", BODY)


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("来源：示例日报 作者：张某 字号：大 中 小", "示例日报", "张某"),
        ("来源： 示例日报发稿时间：2020-03-11 16:30", "示例日报", None),
        ("来源:示例日报2020-03-11 08:49", "示例日报", None),
        ("（来源：示例日报）", "示例日报", None),
        ("来源：示例日报 【打印】", "示例日报", None),
        ("作者：2020-03-11", None, None),
        ("资金来源：县财政", None, None),
    ],
)
def test_names_end_where_other_things_begin(line: str, source: str | None, author: str | None) -> None:
    found = content(page(f"<h1>{TITLE}</h1><div>{line}</div>{ARTICLE}"))
    assert (found.source, found.author) == (source, author)


@pytest.mark.parametrize("number", ["示府办函〔2020〕5号", "教技[2011]1号", "国令第707号", "财政部公告2019年第3号"])
def test_a_document_number_on_a_line_of_its_own_is_read(number: str) -> None:
    found = content(page(f"<h1>{TITLE}</h1><div><p>{number}</p>{paragraphs()}</div>"))
    assert found.doc_number == number


def test_a_document_number_in_the_titles_brackets_is_read() -> None:
    found = content(page(f"<h1>{TITLE}（示水发〔2020〕7号）</h1>{ARTICLE}", head=""))
    assert (found.doc_number, _rules(found)["doc_number"]) == ("示水发〔2020〕7号", "brackets in the title")


def test_a_number_cited_in_the_text_is_not_the_documents_own() -> None:
    cited = "<p>根据《省人民政府关于饮水安全的意见》（省府发〔2019〕12号）精神，通知如下。</p>"
    assert content(page(f"<h1>{TITLE}</h1><div>{cited}{paragraphs()}</div>")).doc_number is None


def test_each_field_shows_the_words_that_gave_it() -> None:
    found = content(page(f"<h1>{TITLE}</h1><div>发布时间：2020-03-11　来源：示例日报</div>{ARTICLE}"))
    assert found.evidence == (
        Evidence("title", TITLE, TITLE, "line as in <title>", "page"),
        Evidence("published", "2020-03-11", "发布时间：2020-03-11", "label 发布时间", "page"),
        Evidence("source", "示例日报", "来源：示例日报", "label 来源", "page"),
    )


def test_what_the_record_gives_wins() -> None:
    given = Given(title="另题", published="2019年6月5日", source="某库", doc_number="示发〔2019〕1号")
    found = content(page(f"<h1>{TITLE}</h1>{TABLE}{ARTICLE}"), given=given)
    assert (found.title, found.published, found.source, found.doc_number) == (
        "另题",
        "2019-06-05",
        "某库",
        "示发〔2019〕1号",
    )
    assert {_rules(found)[name] for name in ("title", "published", "source", "doc_number")} == {"given"}


def test_a_given_date_that_cannot_be_read_leaves_the_page_its_say() -> None:
    found = content(page(f"<h1>{TITLE}</h1>{TABLE}{ARTICLE}"), given=Given(published="去年"))
    assert found.published == "2020-03-11"
