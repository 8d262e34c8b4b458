"""Pages saved with their pictures in one file: the HTML part is the page, its address and time are in the headers."""

from __future__ import annotations

import base64
import quopri
import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import open_sources
from noticesearch_indexer.sources.mhtml import page

HTML = "<html><body><h1>整改通报</h1><p>织金县针对危房改造推进缓慢问题，已全部竣工。</p></body></html>".encode(
    "gb18030"
)
URL = "http://www.gov.example/1.html"
MARK = "----MultipartBoundary--x----"
TOP = (
    f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nDate: Wed, 11 Mar 2020 13:03:00 +0800\r\n"
    f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{MARK}"\r\n\r\n'
)
ENCODED = {"quoted-printable": quopri.encodestring(HTML), "base64": base64.encodebytes(HTML), "binary": HTML}


def part(media_type: str, encoding: str, location: str, body: bytes) -> bytes:
    head = f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {location}"
    return f"--{MARK}\r\n{head}\r\n\r\n".encode() + body + b"\r\n"


def mhtml(*parts: bytes) -> bytes:
    return TOP.encode() + b"".join(parts) + f"--{MARK}--\r\n".encode()


@pytest.mark.parametrize("encoding", ENCODED)
def test_the_html_part_is_the_page(tmp_path: Path, encoding: str) -> None:
    frame = part("text/html", "binary", "http://www.gov.example/frame.html", b"<p>frame</p>")
    main = part('text/html; charset="gb2312"', encoding, URL, ENCODED[encoding])
    image = part("image/png", "base64", "http://www.gov.example/1.png", b"iVBORw0KGgo=")
    (tmp_path / "1.mht").write_bytes(mhtml(frame, main, image))
    (source,) = open_sources([tmp_path / "1.mht"])
    (found,) = source.pages()
    assert isinstance(found, Page)
    assert found.content.rstrip() == HTML
    fetched_at = datetime(2020, 3, 11, 13, 3, tzinfo=timezone(timedelta(hours=8)))
    assert (found.kind, found.url, found.fetched_at, found.charset) == ("html", URL, fetched_at, "gb2312")


def test_a_file_whose_head_names_no_page_has_its_only_parts_address(tmp_path: Path) -> None:
    top = TOP.replace(f"Snapshot-Content-Location: {URL}\r\n", "")
    body = f'--{MARK}\r\nContent-Type: text/html; charset="gb18030"\r\nContent-Location: {URL}\r\n\r\n'
    (tmp_path / "1.mht").write_bytes(f"{top}{body}".encode() + HTML + f"\r\n--{MARK}--\r\n".encode())
    (source,) = open_sources([tmp_path / "1.mht"])
    (found,) = source.pages()
    assert isinstance(found, Page)
    assert (found.kind, found.url, found.charset, found.content.rstrip()) == ("html", URL, "gb18030", HTML)


def test_a_page_that_is_only_called_mhtml_is_read_as_it_is() -> None:
    assert page(HTML, "1.mht", None) == Page(HTML, "1.mht", None)


def test_an_address_on_a_disk_is_none() -> None:
    found = page(b"Content-Type: text/html\r\nContent-Location: file:///C:/1.html\r\n\r\n" + HTML, "1.mht", None)
    assert isinstance(found, Page)
    assert found.url is None


def test_without_an_html_part_the_file_is_rejected() -> None:
    found = page(mhtml(part("image/png", "base64", URL, b"iVBORw0KGgo=")), "1.mht", None)
    assert found == Rejection("1.mht", "read", "expected an HTML part in the MHTML file, found 'image/png'")


HOSTILE = {
    "boundaries": TOP.encode() + f"--{MARK}\r\n".encode() * 200_000,
    "parts in parts": TOP.encode()
    + f'--{MARK}\r\nContent-Type: multipart/mixed; boundary="{MARK}"\r\n\r\n'.encode() * 50_000,
    "parameters": b"Content-Type: multipart/related" + b';"' * 8_000 + b"\r\n\r\n",
    "quotes": b'Content-Type: multipart/related; a="' + b";" * 16_000 + b"\r\n\r\n",
    "date": b"Date: " + b"1 " * 8_000 + b"\r\n\r\n",
    "headers without an end": b"a: b\r\n" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_comes_back(name: str) -> None:
    assert isinstance(page(HOSTILE[name], name, None), Page | Rejection)


def test_damaged_files_come_back() -> None:
    dice = random.Random(2020)  # noqa: S311 - the same damage every time
    whole = mhtml(part("text/html; charset=gb2312", "quoted-printable", URL, ENCODED["quoted-printable"]))
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(dice.choice((1, 5, 40))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        found = page(bytes(damaged[: dice.randrange(len(damaged) + 1)]), "1.mht", datetime(2020, 1, 1, tzinfo=UTC))
        assert isinstance(found, Page | Rejection)
