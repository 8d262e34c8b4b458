"""Index number, subject, keywords, column, site and attachments, each with what gave it."""

from __future__ import annotations

from noticesearch.notice import Attachment, Evidence
from tests.extraction.scraped import NOTICE, PROSE, TITLE, content, page, paragraphs

TABLE = (
    "<table><tr><td>索 引 号：</td><td>000000000/2020-00012</td><td>主题分类：</td><td>水利、水务</td></tr>"
    "<tr><td>发文机关：</td><td>示例县水务局</td><td>成文日期：</td><td>２０２０年３月９日</td></tr>"
    "<tr><td>标　　题：</td><td>关于做好农村饮水安全工作的通知</td>"
    "<td>主 题 词：</td><td>水利 饮水 通知</td></tr></table>"
)
HEAD = f"<title>{TITLE}</title><meta name=SiteName content=示例县人民政府><meta name=ColumnName content=通知公告>"


def test_a_table_of_particulars_gives_its_fields() -> None:
    found = content(page(f"{TABLE}<h1>{TITLE}</h1>{paragraphs()}", head=HEAD))
    assert (found.index_number, found.subject, found.keywords) == (
        "000000000/2020-00012",
        "水利、水务",
        ("水利", "饮水", "通知"),
    )
    assert (found.issuer, found.written, found.column, found.site_name) == (
        "示例县水务局",
        "2020-03-09",
        "通知公告",
        "示例县人民政府",
    )
    rules = {evidence.kind: evidence.rule for evidence in found.evidence}
    assert (rules["index_number"], rules["subject"], rules["column"], rules["site_name"]) == (
        "label 索引号",
        "label 主题分类",
        "<meta columnname>",
        "<meta sitename>",
    )


def test_a_breadcrumb_names_the_column() -> None:
    crumbs = "<div>当前位置：<a href=/>首页</a> > <a href=/zw>政务公开</a> > <a href=/tz>通知公告</a> > 正文</div>"
    assert content(page(crumbs + f"<h1>{TITLE}</h1>{paragraphs()}")).column == "通知公告"


def test_a_page_that_says_nothing_has_none() -> None:
    found = content(NOTICE)
    assert (found.index_number, found.keywords, found.attachments) == (None, (), ())


def test_attachments_are_links_to_files_in_the_text_or_below() -> None:
    files = (
        "<p><a href='/files/1.docx'>附件1：饮水安全台账</a></p>"
        "<p><a href='download.jsp?id=3'>附件2：名单</a>"
        "<a href='up/a%20b.pdf'><img></a><a href='javascript:x'>附件</a></p>"
    )
    menu = "<div class=nav><a href=/guide.pdf>指南</a></div>"
    url = "https://www.example.gov.cn/tz/1.html"
    found = content(page(f"{menu}<h1>{TITLE}</h1><div>{paragraphs()}{files}</div>"), url=url)
    assert found.attachments == (
        Attachment("附件1：饮水安全台账", "https://www.example.gov.cn/files/1.docx"),
        Attachment("附件2：名单", "https://www.example.gov.cn/tz/download.jsp?id=3"),
        Attachment("a b.pdf", "https://www.example.gov.cn/tz/up/a%20b.pdf"),
    )
    assert (
        Evidence(
            "attachment",
            "附件2：名单",
            "https://www.example.gov.cn/tz/download.jsp?id=3",
            "link to a file",
            "page",
        )
        in found.evidence
    )


def test_attachments_named_in_a_list_are_known_without_an_address() -> None:
    text = "\n".join(
        (TITLE, "2020-03-11", *PROSE, "附件：1.饮水安全台账", "2.整改清单", "示例县水务局", "2020年3月9日")
    )
    assert content(text).attachments == (Attachment("饮水安全台账"), Attachment("整改清单"))


def test_a_name_beside_the_date_is_the_source() -> None:
    found = content(page(f"<h1>{TITLE}</h1><p>2019-07-12 09:00　示例在线</p><div>{paragraphs()}</div>"))
    assert (found.source, found.published) == ("示例在线", "2019-07-12T09:00:00+08:00")


def test_evidence_ends_where_the_value_ends() -> None:
    line = "<p>【时间：2014-4-3 9:15:22】【来源：示例县水务局】【字号：大 中 小】</p>"
    found = content(page(f"<h1>{TITLE}</h1>{line}<div>{paragraphs()}</div>"))
    assert {
        evidence.kind: evidence.text for evidence in found.evidence if evidence.kind in ("published", "source")
    } == {
        "published": "时间：2014-4-3 9:15:22",
        "source": "来源：示例县水务局",
    }


def test_a_site_s_code_begins_with_the_code_of_its_unit() -> None:
    head = "<title>停水通知</title><meta name=SiteIDCode content=5205240001>"
    of_a_ministry = "<title>停水通知</title><meta name=SiteIDCode content=bm01000001>"
    found = [content(page(f"<h1>停水通知</h1>{paragraphs()}", head=each)).site_code for each in (head, of_a_ministry)]
    assert found == ["520524", None]
