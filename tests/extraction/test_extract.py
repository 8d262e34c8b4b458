"""One page in, content or a reason out."""

from __future__ import annotations

import pytest

from noticesearch.notice import Content, Evidence, Given, Heading, Page, Rejection
from noticesearch_indexer.extraction import extract
from noticesearch_indexer.extraction.extract import MAX_BYTES
from noticesearch_indexer.extraction.record import MAX_BODY_CHARS, MAX_FIELD_CHARS
from tests.extraction.scraped import BODY, FOOTER, MENU, NOTICE, TITLE, content, outcome, page, paragraphs


@pytest.mark.parametrize(
    ("raw", "stage", "reason"),
    [
        (b"", "read", "the file is empty (0 bytes)"),
        (b" \n\t ", "read", "the file holds only blanks (4 bytes)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "decode", "expected a page of HTML or text, found a PNG image"),
        (
            f"<html><body><ul>{MENU}</ul>{FOOTER}</body></html>".encode(),
            "content",
            "no title and no text was found: the page holds only navigation, scripts or images",
        ),
        (
            b"x" * (MAX_BYTES + 1),
            "limit",
            "the file has 20,000,001 bytes; pages up to 20,000,000 are read",
        ),
    ],
    ids=["empty", "blank", "png", "only-menu", "too-big"],
)
def test_pages_without_content_are_rejected_with_a_reason(raw: bytes, stage: str, reason: str) -> None:
    assert outcome(raw) == Rejection("test", stage, reason)  # type: ignore[arg-type] # the stage is from the table


@pytest.mark.parametrize(
    ("text", "title"),
    [(NOTICE, TITLE), (f"{TITLE}\n2020-03-11\n{BODY}", TITLE), (paragraphs(), "")],
    ids=["html", "dump", "fragment"],
)
def test_the_kind_is_decided_by_looking(text: str, title: str) -> None:
    found = content(text)
    assert (found.title, found.body) == (title, BODY)


def test_a_records_body_is_kept_as_it_is() -> None:
    text = "登录\r\n  一、\u200b总则 \r\n\r\n<b>\t二\r\n"
    found = content(text, kind="body", given=Given(title="某办法", published="2019-06-05"))
    assert found == Content(
        "某办法",
        "登录\n  一、总则 \n\n<b>\t二",
        "given",
        published="2019-06-05",
        evidence=(
            Evidence("title", "某办法", "某办法", "given", "page"),
            Evidence("published", "2019-06-05", "2019-06-05", "given", "page"),
        ),
        headings=(Heading(4, (5, 10)),),
    )


def test_a_records_body_says_its_own_number_and_written_date() -> None:
    found = content(f"示府发〔2020〕5号\n{BODY}\n示例县人民政府\n2020年3月9日", kind="body")
    assert (found.doc_number, found.written) == ("示府发〔2020〕5号", "2020-03-09")


def test_a_page_of_images_keeps_its_title() -> None:
    found = content(page(f"<h1>{TITLE}</h1><p>2020-03-11</p><img src=1.jpg>"))
    assert (found.title, found.published, found.body, found.how) == (TITLE, "2020-03-11", "", "empty")


def test_where_no_text_is_found_all_but_chrome_is_kept() -> None:
    cells = "".join(f"<div class=menu><p>第{number}村民小组</p></div>" for number in range(90))
    found = content(page(cells))
    assert (found.how, found.body.count("村民小组")) == ("fallback", 90)
    assert "ICP备" not in found.body


def test_a_page_beyond_the_limits_says_what_was_not_read() -> None:
    found = content(f"<title>{TITLE}</title>" + "<b>" * 200_010)
    assert [evidence.text for evidence in found.evidence if evidence.kind == "limit"] == [
        "the page has 600,060 characters; the last 36 are beyond the limit and were not read"
    ]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href='http://a.cn/1'><meta property=og:url content='http://b.cn/'>", "http://a.cn/1"),
        ("<link rel=canonical href='/1'><meta property=og:url content='https://b.cn/2'>", "https://b.cn/2"),
        ("<!-- saved from url=(0020)http://c.cn/3.html -->", "http://c.cn/3.html"),
        ("<meta property=og:url content='javascript:1'>", None),
        ("<link rel=canonical href='http://['>", None),
    ],
)
def test_a_page_may_say_its_own_address(head: str, url: str | None) -> None:
    assert content(page(paragraphs(), head=head)).url == url


def test_the_address_of_the_source_wins() -> None:
    head = "<link rel=canonical href='http://a.cn/1'>"
    assert content(page(paragraphs(), head=head), url="http://z.cn/9").url == "http://z.cn/9"


def test_a_text_beyond_the_limit_is_cut_at_a_line_and_says_so() -> None:
    line = "各县人民政府要认真落实主体责任。\n"
    body = line * (MAX_BODY_CHARS // len(line) + 10)
    content = extract(Page(body.encode(), "law.jsonl#1", kind="body", given=Given(title="通知")))
    assert isinstance(content, Content)
    assert len(content.body) <= MAX_BODY_CHARS
    assert content.body.endswith(line.strip())
    (limit,) = (each for each in content.evidence if each.kind == "limit")
    assert int(limit.value) == len(body.strip("\n")) - len(content.body)


def test_a_title_that_never_ends_is_cut() -> None:
    content = extract(Page(("<title>整改情况通报" + "甲" * 100_000).encode(), "page.html", kind="html"))
    assert isinstance(content, Content)
    assert content.title == ("整改情况通报" + "甲" * 500)[:MAX_FIELD_CHARS]
    assert max(len(each.text) for each in content.evidence) <= MAX_FIELD_CHARS
