"""What a page says of a finding beside its words."""

from __future__ import annotations

import pytest

from noticesearch.notice import Evidence, Finding, Status
from noticesearch_web.presenters.particulars import Particulars, particulars
from noticesearch_web.wording import Lang, Wording


def finding(status: Status = "未说明", *figures: tuple[str, str]) -> Finding:
    evidence = tuple(Evidence(kind, "1", text, "rule", "body", 0, 1) for kind, text in figures)
    return Finding("住房", (), "", 0, 2, (0, 2), (2, 2), evidence, status)


def test_figures_are_shown_as_written_each_once_and_other_evidence_is_not() -> None:
    told = finding("已完成", ("finding", "住房"), ("money", "61.7万元"), ("people", " 92人 "), ("money", "61.7万元"))
    assert particulars(told, Wording("zh")) == Particulars("已完成", stated=True, figures=("61.7万元", "92人"))


@pytest.mark.parametrize(
    ("status", "lang", "said", "stated"),
    [
        ("基本完成", "zh", "基本完成", True),
        ("正在推进", "en", "Under way", True),
        ("长期坚持", "en", "Kept up for good", True),
        ("未说明", "en", "Not stated", False),
    ],
)
def test_the_status_is_in_the_readers_words(status: Status, lang: Lang, said: str, stated: bool) -> None:
    assert particulars(finding(status), Wording(lang)) == Particulars(said, stated, ())
