"""Hostile pages, each in a worker with its limits of time and memory: a notice or a rejection, and the run goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import ReadPage, read_page
from noticesearch_indexer.workers import Workers
from tests.indexer.documents import assembled, stream

TEXT = "县里的危房改造已经全部竣工，饮水安全问题得到解决。"
LAUGHS = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(10))
OPERATORS = assembled(
    [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        stream(b"q " * 5_000_000),
    ]
)
PAGES = {
    "80 KB of <script": b"<script " * 10_000,
    "110 KB of unclosed links": b'<a href="' * 12_200,
    "1.4 MB of <p><i>": b"<p><i>" * 240_000,
    "100,000 nested tags": b"<div>" * 100_000 + TEXT.encode(),
    "10 MB of paragraphs": f"<p>{TEXT}".encode() * 125_000,
    "10 MB of lines": f"{TEXT}\n".encode() * 130_000,
    "NUL bytes": "\0".join(TEXT * 2_000).encode(),
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><p>&a10;</p><p>{TEXT}</p>'.encode(),
    "a PDF of ten million operators": OPERATORS,
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers[ReadPage | Rejection]]:
    with Workers(1, read_page) as started:
        yield started


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_a_notice_or_a_rejection_and_the_next_page_is_read(
    name: str, workers: Workers[ReadPage | Rejection]
) -> None:
    hostile, fine = Page(PAGES[name], name), Page(f"织金县：{TEXT}".encode(), "fine", "body")
    outcomes = [outcome for _, outcome in workers.analyse([hostile, fine])]
    assert isinstance(outcomes[0], ReadPage | Rejection)
    assert isinstance(outcomes[1], ReadPage)
