"""Broken pages: whatever bytes come, a notice that keeps the laws or a Rejection, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.assembly import analyse
from tests.trouble.laws import broken_laws
from tests.trouble.mutations import mutants

SAMPLES = Path(__file__).parents[2] / "sample_docs"
SEED, MUTANTS = 20201124, 240  # the long runs have thousands; these take some ten seconds


def sample_pages() -> list[bytes]:
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix not in {".md", ".json"})
    return [path.read_bytes() for path in files]


def body_of(html: str) -> str:
    outcome = analyse(Page(html.encode(), "page", "html"))
    return outcome.reason if isinstance(outcome, Rejection) else outcome.notice.body


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(4))
def test_a_mutilated_sample_page_keeps_the_laws_or_is_rejected(quarter: int) -> None:
    broken = []
    for name, content in mutants(sample_pages(), MUTANTS // 4, SEED + quarter):
        outcome = analyse(Page(content, name))
        broken += [] if isinstance(outcome, Rejection) else [(name, law) for law in broken_laws(outcome)]
    assert broken == []


def test_table_rows_nested_without_a_table_between_them_are_read() -> None:
    cells = "<td>县里的危房改造已经全部竣工。</td><td>乡里的饮水安全问题已经解决。</td>"
    page = f"<h1>整改情况通报</h1><table><tr>{cells}<a><tr>{cells}</tr></a></tr></table>"
    assert body_of(page).count("县里的危房改造已经全部竣工。") == 2


def test_issue_phrases_run_together_are_findings_one_by_one() -> None:
    text = "织金县" + "针对危房改造推进缓慢问题，" * 40
    outcome = analyse(Page(text.encode(), "page", "body"))
    assert not isinstance(outcome, Rejection)
    assert broken_laws(outcome) == []
    assert [finding.issue for part in outcome.notice.parts for finding in part.findings] == ["危房改造推进缓慢"] * 40
