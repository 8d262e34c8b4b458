"""Pages saved by browsers (MHTML) and crawlers (WARC): the page, its address and when it was fetched."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # warcio has no types
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # warcio has no types

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import open_sources

HTML = "<html><body><h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，已全部竣工。</p></body></html>"
URL = "http://www.zhijin.example/tz/1.html"


def read(path: Path) -> list[Page | Rejection]:
    return [page for source in open_sources([path]) for page in source.pages()]


def mhtml() -> bytes:
    head = (
        "From: <Saved by a browser>\r\nDate: Wed, 11 Mar 2020 13:03:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="edge"\r\n\r\n--edge\r\n'
        f'Content-Type: text/html; charset="gb18030"\r\nContent-Location: {URL}\r\n\r\n'
    )
    return head.encode() + HTML.encode("gb18030") + b"\r\n--edge--\r\n"


def warc(*, compressed: bool) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=compressed)
    for url, kind, body in ((URL, "text/html; charset=utf-8", HTML.encode()), (URL + ".png", "image/png", b"\x89PNG")):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2020-03-11T05:03:00Z"},
        )
        writer.write_record(record)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.mht", mhtml()), ("a.warc", warc(compressed=False)), ("a.warc.gz", warc(compressed=True))],
    ids=["mhtml", "warc", "warc.gz"],
)
def test_the_page_comes_with_its_address_and_time(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (page,) = read(tmp_path / name)
    assert isinstance(page, Page)
    assert (page.kind, page.url) == ("html", URL)
    assert page.fetched_at is not None
    assert page.fetched_at.isoformat()[:10] == "2020-03-11"
    assert page.content.decode(page.charset or "utf-8").strip() == HTML


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_only_calls_itself_so_is_rejected_with_a_reason(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"no archive at all")
    (rejection,) = read(tmp_path / name)
    assert isinstance(rejection, Rejection)
    assert rejection.reason
