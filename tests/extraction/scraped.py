"""Small pages as sites print them, written for the tests."""

from __future__ import annotations

from typing import Literal

from noticesearch.notice import Content, Given, Page, Rejection
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.extraction.document import Document
from noticesearch_indexer.extraction.lines import read_html
from noticesearch_indexer.extraction.preclean import preclean

Kind = Literal["html", "text", "body"] | None
PROSE = (
    "各乡镇人民政府，县直各部门：",
    "为进一步做好农村饮水安全工作，经县人民政府同意，现将有关事项通知如下，请认真贯彻执行。",
    "一、提高认识，压实责任",
    "各乡镇要把饮水安全摆在突出位置，逐村逐户排查，对发现的问题建立台账，限期整改到位。",
    "二、加强督查",
    "县水务局每月调度一次，对工作推进缓慢的乡镇进行通报；情节严重的，依规依纪追究责任。",
)
BODY = "\n".join(PROSE)
TITLE = "关于做好农村饮水安全工作的通知"
MENU = "".join(
    f'<li><a href="/{n}/">{word}</a></li>' for n, word in enumerate("首页 政务公开 办事服务 互动交流".split())
)
FOOTER = "<div class=footer><p>主办单位：示例县人民政府办公室</p><p>黔ICP备00000000号 网站标识码0000000000</p></div>"


def paragraphs(lines: tuple[str, ...] = PROSE) -> str:
    """The lines as paragraphs of HTML."""
    return "".join(f"<p>{line}</p>\n" for line in lines)


def page(body: str, *, head: str = f"<title>{TITLE}_示例县人民政府网</title>") -> str:
    """A whole page around *body*: menu above, footer below."""
    return f"<!DOCTYPE html><html><head>{head}</head><body><ul class=nav>{MENU}</ul>{body}{FOOTER}</body></html>"


NOTICE = page(
    f"<h1>{TITLE}</h1><div>发布时间：2020-03-11 09:30 来源：示例县水务局 字号：大 中 小</div><div>{paragraphs()}</div>"
)


def document(html: str) -> Document:
    """The page as parsed."""
    return read_html(preclean(html).html)


def content(text: str | bytes, *, kind: Kind = None, url: str | None = None, given: Given | None = None) -> Content:
    """What is extracted from a page that must not be rejected."""
    found = outcome(text, kind=kind, url=url, given=given)
    assert isinstance(found, Content), found
    return found


def outcome(
    text: str | bytes, *, kind: Kind = None, url: str | None = None, given: Given | None = None
) -> Content | Rejection:
    """What `extract` makes of a page."""
    raw = text.encode() if isinstance(text, str) else text
    return extract(Page(raw, "test", kind, url, given=given or Given()))
