"""The JSON of findings: the shape of `results` in `/findings.json` and of a line of `/findings.jsonl`.

docs/findings.md describes it.
"""

from __future__ import annotations

from noticesearch.engine import Searcher
from noticesearch.findings import notice_id_of
from noticesearch.notice import Evidence, Finding
from noticesearch.results import Hit, ResultPage
from noticesearch_web.answers import Value, origin_json, page_json, unit_json
from noticesearch_web.links import Links
from noticesearch_web.presenters.particulars import FIGURES


def findings_json(answer: ResultPage, findings: Searcher, links: Links) -> str:
    """A page of findings with everything that `/search.json` says of a page of notices."""
    return page_json(answer, links, [finding_json(hit, findings) for hit in answer.hits])


def finding_json(hit: Hit, findings: Searcher) -> Value:
    """One finding; `text` is the stretch of the notice that it covers, as written."""
    finding = hit.findings[0]
    told = findings.notice(hit.id)
    return {
        "id": hit.id,
        "number": hit.finding_numbers[0],
        "issue": finding.issue,
        "issue_types": finding.issue_types,
        "response": finding.response,
        "status": finding.status,
        "figures": [{"kind": each.kind, "value": each.value, "text": each.text} for each in figures_of(finding)],
        "text": told.body[finding.start : finding.end] if told else "",
        "counties": [unit_json(unit) for unit in hit.counties],
        "notice": {"id": notice_id_of(hit.id), **origin_json(hit)},
        "duplicates": hit.duplicates,
    }


def figures_of(finding: Finding) -> tuple[Evidence, ...]:
    """The figures that stand in *finding*."""
    return tuple(each for each in finding.evidence if each.kind in FIGURES)
