"""Worker processes: order kept, a page that hangs or kills its process costs only itself."""

from __future__ import annotations

import os
import time

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.workers import Workers


def page(number: int, text: str = "关于做好危房改造工作的通知，请各乡镇认真落实。") -> Page:
    return Page(f"{text}{number}".encode(), f"p{number}", "body")


def answer(given: Page) -> Rejection:
    """A task for the workers: some pages are traps, the others are answered with their own text."""
    text = given.content.decode()
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("die"):
        os._exit(9)
    if text.startswith("fill"):
        held = [bytearray(50_000_000) for _ in range(100)]
        text = str(len(held))
    if text.startswith("raise"):
        raise KeyError(text)
    return Rejection(given.origin, "content", text)


def test_outcomes_come_in_the_order_of_the_pages() -> None:
    pages = [page(number, "住房保障。" * (50 - number)) for number in range(50)]
    with Workers(2, answer) as workers:
        outcomes = list(workers.analyse(iter(pages)))
    assert outcomes == [(given, Rejection(given.origin, "content", given.content.decode())) for given in pages]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("hang", "took longer than"),
        ("die", "ended the worker process"),
        ("fill", "needs more than 600 MB"),
        ("raise", "KeyError: "),
    ],
)
def test_a_page_that_breaks_its_worker_costs_only_itself(
    bad: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noticesearch_indexer.workers.START_SECONDS", 8)
    pages = [page(0), page(1, bad), page(2)]
    with Workers(1, answer, page_seconds=3) as workers:
        outcomes = [outcome for _, outcome in workers.analyse(iter(pages))]
    rejections = [outcome for outcome in outcomes if isinstance(outcome, Rejection)]
    assert [rejection.origin for rejection in rejections] == ["p0", "p1", "p2"]
    assert [rejection.stage for rejection in rejections] == [
        "content",
        "unexpected" if bad == "raise" else "limit",
        "content",
    ]
    assert reason in rejections[1].reason
