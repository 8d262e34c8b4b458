"""Bytes to text: the charset is decided, not believed."""

from __future__ import annotations

import pytest

from noticesearch_indexer.extraction.binary import kind_of
from noticesearch_indexer.extraction.decode import Decoded, decode
from tests.extraction.scraped import NOTICE

LABELS = ("gb2312", "utf-8", "big5", None)


def _labelled(label: str | None) -> str:
    return NOTICE.replace("<head>", f'<head><meta charset="{label}">' if label else "<head>")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_the_same_whatever_the_charset_and_its_label(charset: str, label: str | None) -> None:
    page = _labelled(label)
    assert decode(page.encode(charset)).text == page


@pytest.mark.parametrize("label", LABELS)
def test_big5_pages_are_read(label: str | None) -> None:
    traditional = "<p>為進一步做好飲水安全工作，經縣政府同意，現將有關事項通知如下，請認真執行。</p>" * 5
    page = f"<html><head>{label or ''}</head><body>{traditional}</body></html>"
    assert decode(page.encode("big5"), label).text == page


def test_a_utf8_page_with_a_damaged_byte_stays_utf8() -> None:
    raw = NOTICE.encode()
    at = raw.index("饮".encode())
    found = decode(raw[: at + 1] + raw[at + 2 :])
    assert found.charset == "utf-8"
    assert "进一步做好农村" in found.text


def test_the_label_of_the_source_decides_between_equals() -> None:
    assert decode("朱镕基".encode("gb18030"), "gb2312") == Decoded("朱镕基", "gb18030")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (bytes(range(1, 32)) * 50, "a binary file (1250 control characters in its first 1550 bytes)"),
        (b"a\0\0b\0\0" * 100, "a binary file (400 NUL bytes in its first 600)"),
        ("通知".encode(), None),
        ("通知 notice".encode("utf-16-le"), None),
    ],
    ids=["pdf", "png", "controls", "nuls", "utf-8", "utf-16"],
)
def test_binary_files_are_named(raw: bytes, kind: str | None) -> None:
    assert kind_of(raw) == kind
