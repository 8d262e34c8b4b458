"""Pages made to hurt: each comes back as a content or a rejection, whatever it holds."""

from __future__ import annotations

import random

import pytest

from noticesearch.notice import Content, Rejection
from tests.extraction.scraped import NOTICE, Kind, outcome

HOSTILE = {
    "script": "<script " * 10_000,
    "href": '<a href="' * 12_000,
    "nested": "<div>" * 100_000 + "字",
    "inline": "<p><i>" * 40_000,
    "tables": "<table><tr><td>x" * 20_000,
    "comments": "<!--" * 50_000,
    "brackets": "<" * 400_000,
    "entities": "&" * 400_000,
    "nuls": "<p>通\0知\0" * 5_000,
    "blanks": "<p>" + " \u3000\t" * 300_000 + "字",
    "labels": "<p>" + "来源：" * 50_000,
    "spaced labels": "<p>" + "索 引 号 " * 50_000,
    "dates": "<p>" + "2020-03-" * 100_000,
    "numbers": "<p>" + "国〔2020〕" * 50_000,
    "headings": "<h1>各县人民政府要认真落实主体责任</h1>" * 10_000,
    "descriptions": "<meta name=description content=各县人民政府要认真落实主体责任切实加强组织领导>" * 5_000 + NOTICE,
}


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_comes_back(name: str, kind: Kind) -> None:
    assert isinstance(outcome(HOSTILE[name], kind=kind), Content | Rejection)


def test_damaged_pages_come_back() -> None:
    dice = random.Random(2020)  # noqa: S311 - the same damage every time
    raw = bytearray(NOTICE.encode("gb18030"))
    for _ in range(200):
        damaged = bytearray(raw)
        for _ in range(20):
            damaged[dice.randrange(len(raw))] = dice.randrange(256)
        assert isinstance(outcome(bytes(damaged[: dice.randrange(1, len(raw))])), Content | Rejection)
