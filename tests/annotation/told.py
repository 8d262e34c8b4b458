"""What a notice's findings say, as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from noticesearch.notice import Finding
from noticesearch_indexer.annotation import annotate
from tests.annotation.notices import content


@dataclass(frozen=True)
class Told:
    """A finding: its problem, what was done, how far that has come, and the rule that found it."""

    issue: str
    response: str = ""
    status: str = "未说明"
    rule: str = "predicate"


def told(body: str, title: str = "关于检查情况的通报") -> list[Told]:
    """The findings of a notice, each once, in reading order."""
    parts = annotate(content(body, title)).parts
    findings = dict.fromkeys(finding for part in parts for finding in part.findings)
    ordered = sorted(findings, key=lambda finding: finding.issue_span)
    return [Told(each.issue, each.response.rstrip("。；"), each.status, _rule(each)) for each in ordered]


def _rule(finding: Finding) -> str:
    return next(item.rule for item in finding.evidence if item.kind == "finding")
