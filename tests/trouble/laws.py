"""What holds for every notice, whatever page it came from: the laws that a broken page must not break."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from noticesearch.engine import AnalysedNotice
from noticesearch.notice import Evidence, Finding, Notice, Span


def broken_laws(analysed: AnalysedNotice) -> list[str]:
    """A sentence for each law that the notice breaks."""
    notice = analysed.notice
    return [
        *_stretches(notice),
        *_cover(notice),
        *_findings(notice),
        *_evidence(notice),
        *([] if len(analysed.terms) == len(notice.parts) else ["terms for another number of parts"]),
    ]


def _stretches(notice: Notice) -> Iterator[str]:
    if not _within(notice.lead, notice.body):
        yield f"lead {notice.lead} of {len(notice.body)}"
    for number, part in enumerate(notice.parts):
        for span in (*part.spans, *part.headings):
            if not _within(span, notice.body):
                yield f"part {number} has {span} of {len(notice.body)}"
        for (_, end), (start, _) in pairwise(part.spans):
            if start < end:
                yield f"part {number} has stretches out of order: {part.spans}"
        if any(start == end for start, end in part.spans) and notice.body:
            yield f"part {number} has an empty stretch: {part.spans}"


def _cover(notice: Notice) -> Iterator[str]:
    """A clause that names two counties lies in both their parts; nothing but blanks and separators lies in none."""
    covered = bytearray(len(notice.body))
    for part in notice.parts:
        for start, end in part.spans:
            covered[start:end] = b"\x01" * (end - start)
    lost = [at for at, character in enumerate(notice.body) if not covered[at] and character.isalnum()]
    if lost:
        yield f"{len(lost)} letters lie in no part, the first at {lost[0]}: {notice.body[lost[0] : lost[0] + 20]!r}"


def _findings(notice: Notice) -> Iterator[str]:
    for number, part in enumerate(notice.parts):
        for finding in part.findings:
            where = f"part {number}, finding {finding.start}–{finding.end}"
            if not any(start <= finding.start < finding.end <= end for start, end in part.spans):
                yield f"{where} lies outside the part {part.spans}"
            if not finding.start <= finding.issue_span[0] <= finding.issue_span[1] <= finding.end:
                yield f"{where}: its issue {finding.issue_span} lies outside of it"
            response = finding.response_span
            if finding.response and not (_inside(response, finding) or response[0] >= finding.end):
                yield f"{where}: its response {response} lies neither in it nor behind it"
            for said, (start, end) in ((finding.issue, finding.issue_span), (finding.response, response)):
                if notice.body[start:end] != said:
                    yield f"{where}: says {said[:30]!r}, the body {notice.body[start:end][:30]!r}"


def _inside(span: Span, finding: Finding) -> bool:
    return finding.start <= span[0] <= span[1] <= finding.end


def _evidence(notice: Notice) -> Iterator[str]:
    for evidence in _all_evidence(notice):
        where = {"body": notice.body, "title": notice.title}.get(evidence.place)
        if where is None:
            if (evidence.start, evidence.end) != (None, None):
                yield f"evidence of the page with offsets: {evidence}"
        elif evidence.start is None or evidence.end is None:
            yield f"evidence without offsets: {evidence}"
        elif where[evidence.start : evidence.end] != evidence.text:
            yield f"evidence {evidence} is {where[evidence.start : evidence.end]!r} there"


def _all_evidence(notice: Notice) -> Iterator[Evidence]:
    yield from notice.evidence
    for part in notice.parts:
        yield from part.evidence
        for finding in part.findings:
            yield from finding.evidence


def _within(span: Span, body: str) -> bool:
    return 0 <= span[0] <= span[1] <= len(body)
