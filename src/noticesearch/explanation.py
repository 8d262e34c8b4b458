"""A notice's tags as the JSON that `noticesearch explain` prints and `/notice/ID.json` answers."""

from __future__ import annotations

from collections.abc import Mapping

from noticesearch.findings import numbers_of
from noticesearch.notice import Evidence, Finding, Notice, Part, Unit


def explanation(notice: Notice) -> dict[str, object]:
    """The notice's fields, parts, findings and mentions, with evidence, ready for JSON: offsets count in the body."""
    numbers = numbers_of(notice)
    return {
        "id": notice.id,
        "url": notice.url,
        "site": notice.site,
        "title": notice.title,
        "published": notice.published,
        "written": notice.written,
        "source": notice.source,
        "doc_number": notice.doc_number,
        "issuer": notice.issuer,
        "author": notice.author,
        "index_number": notice.index_number,
        "subject": notice.subject,
        "keywords": list(notice.keywords),
        "column": notice.column,
        "site_name": notice.site_name,
        "attachments": [{"name": file.name, "url": file.url} for file in notice.attachments],
        "province": _unit(notice.province) if notice.province else None,
        "lead": list(notice.lead),
        "parts": [_part(part, numbers) for part in notice.parts],
        "mentions": [_unit(unit) for unit in notice.mentions],
        "evidence": [_evidence(item) for item in notice.evidence],
    }


def _part(part: Part, numbers: Mapping[Finding, int]) -> dict[str, object]:
    counties = [{**_unit(part.county), "current_codes": list(part.county.current_codes)}] if part.county else []
    return {
        "counties": counties,
        "rule": part.rule,
        "spans": [list(span) for span in part.spans],
        "headings": [list(span) for span in part.headings],
        "issue_types": list(part.issue_types),
        "findings": [_finding(finding, numbers[finding]) for finding in part.findings],
        "evidence": [_evidence(item) for item in part.evidence],
    }


def _finding(finding: Finding, number: int) -> dict[str, object]:
    return {
        "number": number,
        "issue": finding.issue,
        "issue_types": list(finding.issue_types),
        "status": finding.status,
        "response": finding.response,
        "start": finding.start,
        "end": finding.end,
        "issue_start": finding.issue_span[0],
        "issue_end": finding.issue_span[1],
        "response_start": finding.response_span[0],
        "response_end": finding.response_span[1],
        "evidence": [_evidence(item) for item in finding.evidence],
    }


def _unit(unit: Unit) -> dict[str, object]:
    return {"code": unit.code, "name": unit.name}


def _evidence(item: Evidence) -> dict[str, object]:
    return {
        "kind": item.kind,
        "value": item.value,
        "text": item.text,
        "rule": item.rule,
        "place": item.place,
        "start": item.start,
        "end": item.end,
    }
