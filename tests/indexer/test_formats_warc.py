"""Web archives: each answer that is a page, with address, time and charset; chunks and gzip undone within limits."""

from __future__ import annotations

import gzip
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import Source, open_sources
from tests.indexer.documents import Answer, Printed, pdf, warc

PAGE = "<html><body><h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，已全部竣工。</p></body></html>".encode(
    "gb18030"
)
HTML = ("Content-Type", "text/html; charset=gb2312")
URL = "http://www.gov.example/1.html"


def source(tmp_path: Path, archive: bytes, name: str = "crawl.warc") -> Source:
    path = tmp_path / name
    path.write_bytes(archive)
    (opened,) = open_sources([path])
    return opened


def outcome(tmp_path: Path, archive: bytes) -> Page | Rejection:
    (found,) = source(tmp_path, archive).pages()
    return found


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_answer_is_a_page_with_its_address_time_and_charset(tmp_path: Path, *, packed: bool) -> None:
    name = "crawl.warc.gz" if packed else "crawl.warc"
    opened = source(tmp_path, warc(Answer(URL, PAGE, (HTML,)), packed=packed), name)
    assert opened.count() == 1
    assert list(opened.pages()) == [
        Page(
            PAGE,
            f"{name}!{URL}",
            "html",
            url=URL,
            fetched_at=datetime(2020, 3, 11, 5, 3, tzinfo=UTC),
            charset="gb2312",
        )
    ]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_the_pictures_of_a_page_are_passed_over(tmp_path: Path, *, packed: bool) -> None:
    picture = Answer(f"{URL}.png", b"\x89PNG", (("Content-Type", "image/png"),))
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (found,) = source(tmp_path, warc(Answer(URL, PAGE, (HTML,)), picture, packed=packed), name).pages()
    assert isinstance(found, Page)
    assert (found.url, found.content) == (URL, PAGE)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_what_only_calls_itself_an_archive_is_rejected_with_a_reason(tmp_path: Path, name: str) -> None:
    (found,) = source(tmp_path, b"no archive at all", name).pages()
    assert isinstance(found, Rejection)
    assert (found.stage, found.reason) == (
        "read",
        "not readable as a WARC file after record 0: Invalid WARC record, first line: no archive at all",
    )


def chunked(body: bytes) -> bytes:
    return b"a;name=value\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (body[:10], len(body) - 10, body[10:])


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), (("Transfer-Encoding", "chunked"),)),
        (gzip.compress(PAGE), (("Content-Encoding", "gzip"),)),
        (chunked(gzip.compress(PAGE)), (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
        (PAGE, (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))),
    ],
    ids=["chunks", "gzip", "gzip in chunks", "stored unpacked"],
)
def test_a_packed_body_is_unpacked(tmp_path: Path, body: bytes, headers: tuple[tuple[str, str], ...]) -> None:
    found = outcome(tmp_path, warc(Answer(URL, body, (HTML, *headers))))
    assert isinstance(found, Page)
    assert found.content == PAGE


def test_several_answers_of_one_address_are_versions_in_their_order(tmp_path: Path) -> None:
    versions = [Answer(URL, PAGE, date=f"202{year}-01-01T00:00:00Z") for year in range(2)]
    found = [page for page in source(tmp_path, warc(*versions)).pages() if isinstance(page, Page)]
    assert [(page.url, page.fetched_at) for page in found] == [
        (URL, datetime(2020, 1, 1, tzinfo=UTC)),
        (URL, datetime(2021, 1, 1, tzinfo=UTC)),
    ]


def test_a_pdf_that_was_crawled_is_a_page_whatever_its_type_says(tmp_path: Path) -> None:
    file = pdf((Printed("关于停水的通知", 100, 700),))
    told = Answer("http://a.example/1", file, (("Content-Type", "application/pdf"),))
    untold = Answer("http://a.example/2.pdf", file, (("Content-Type", "application/octet-stream"),))
    kinds = [page.kind for page in source(tmp_path, warc(told, untold)).pages() if isinstance(page, Page)]
    assert kinds == ["pdf", "pdf"]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    image = Answer("http://a.example/1.png", b"\x89PNG", (("Content-Type", "image/png"),))
    missing = Answer("http://a.example/gone.html", b"gone", status="404 Not Found")
    opened = source(tmp_path, warc(image, missing))
    assert list(opened.pages()) == []
    assert dict(opened.skipped) == {"image/png": 1, "status 404": 1}


@pytest.mark.parametrize(
    ("answer", "stage", "reason"),
    [
        (
            Answer(URL, gzip.compress(b"0" * 25_000_000), (HTML, ("Content-Encoding", "gzip"))),
            "limit",
            "more than the 20,000,000 bytes of a page when unpacked",
        ),
        (Answer(URL, b"0" * 21_000_000, (HTML,)), "limit", "more than the 20,000,000 bytes of a page"),
        (
            Answer(URL, b"\x0b", (HTML, ("Content-Encoding", "br"))),
            "limit",
            "the body is packed as 'br'; gzip and deflate are read",
        ),
    ],
    ids=["bomb", "large", "unknown packing"],
)
def test_a_body_beyond_the_limits_is_rejected(tmp_path: Path, answer: Answer, stage: str, reason: str) -> None:
    bad, fine = source(tmp_path, warc(answer, Answer("http://a.example/2.html", PAGE))).pages()
    assert isinstance(bad, Rejection)
    assert (bad.stage, bad.reason) == (stage, reason)
    assert isinstance(fine, Page)


def lengths(value: bytes) -> bytes:
    archive = warc(Answer(URL, PAGE, (HTML,)), Answer(URL, PAGE))
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + value, archive)


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (lengths(b"9" * 21), "expected 999,999,999,999,999,999,999 bytes, found"),
        (lengths(b"7"), "expected an HTTP status and headers above the page, found none"),
        (lengths(b"-7"), "expected an HTTP status and headers above the page, found none"),
        (b"hello", "not readable as a WARC file after record 0: Invalid WARC record"),
        (b"WARC/1.0\r\n" + b"a" * 3_000_000, "not readable as a WARC file after record 0: headers of more than"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 300_000, "not readable as a WARC file after record 0: headers of more than"),
        (gzip.compress(warc(Answer(URL, PAGE)))[:-20], "not readable as a WARC file after record 1: the file is cut"),
    ],
    ids=["too long", "too short", "negative", "no archive", "endless line", "endless headers", "cut short"],
)
def test_an_archive_that_lies_is_not_believed(
    tmp_path: Path, archive: bytes, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = source(tmp_path, archive)
    opened.count()
    rejections = [found for found in opened.pages() if isinstance(found, Rejection)]
    assert rejections[0].reason.startswith(reason)
    assert capsys.readouterr() == ("", "")


def test_without_warcio_the_archive_is_rejected_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    assert outcome(tmp_path, warc(Answer(URL, PAGE))) == Rejection(
        "crawl.warc", "read", "reading WARC files needs the package warcio; install noticesearch[formats]"
    )
