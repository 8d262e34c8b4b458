"""What is known of a finding beside its words: how far the response has come, and the figures that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.notice import Finding
from noticesearch_web.presenters.filters import label
from noticesearch_web.wording import Wording

FIGURES = ("money", "people", "households", "times")
UNSTATED = "未说明"


@dataclass(frozen=True, slots=True)
class Particulars:
    """`status` in the reader's words, `stated` when the notice says it; `figures` as written, each once."""

    status: str
    stated: bool
    figures: tuple[str, ...]


def particulars(finding: Finding, wording: Wording) -> Particulars:
    """The particulars of *finding*."""
    figures = (each.text.strip() for each in finding.evidence if each.kind in FIGURES)
    return Particulars(
        status=label("status", finding.status, finding.status, wording),
        stated=finding.status != UNSTATED,
        figures=tuple(dict.fromkeys(filter(None, figures))),
    )
