"""A notice's findings, each as a notice of its own, so that an engine indexes and finds them as it does notices.

Of an excerpt only the finding is its part's text; headings and lead stand before it, to be searched as context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from noticesearch.groups import Groups
from noticesearch.notice import Evidence, Finding, Notice, Part, Span
from noticesearch.text.normalise import normalise

LEAD_CHARS = 1000  # of the opening; a lead says who inspected whom and is seldom longer than 400


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A notice's finding, its number from 1 in reading order, and the parts that list it."""

    number: int
    finding: Finding
    parts: tuple[Part, ...]

    def id_in(self, notice_id: str) -> str:
        """The finding's id: its notice's, a dot, its number."""
        return f"{notice_id}.{self.number}"


def notice_id_of(finding_id: str) -> str:
    """The id of the notice that a finding stands in."""
    return finding_id.partition(".")[0]


def numbered(notice: Notice) -> tuple[NumberedFinding, ...]:
    """The findings of *notice* in reading order; one listed in several parts stands there once."""
    parts: dict[Finding, list[Part]] = defaultdict(list)
    for part in notice.parts:
        for finding in part.findings:
            parts[finding].append(part)
    ordered = sorted(parts, key=lambda finding: (finding.start, finding.end))
    return tuple(NumberedFinding(at, finding, tuple(parts[finding])) for at, finding in enumerate(ordered, start=1))


def numbers_of(notice: Notice) -> dict[Finding, int]:
    """The number of each finding of *notice*; of a finding's own notice, the number that its id has."""
    _, _, number = notice.id.partition(".")
    first = int(number) if number else 1
    return {each.finding: at for at, each in enumerate(numbered(notice), start=first)}


def as_notices(notice: Notice) -> Iterator[Notice]:
    """The findings of *notice* as notices: an excerpt as the body, a part for each county that the finding is about."""
    return (_as_notice(notice, each) for each in numbered(notice))


def with_findings(groups: Groups, notice: Callable[[str], Notice | None]) -> Groups:
    """*groups* of notices and, in the same order, those of their findings: one phrase about the same counties."""
    return Groups(groups.members + tuple(_finding_groups(groups, notice)))


def _finding_groups(groups: Groups, notice: Callable[[str], Notice | None]) -> Iterator[tuple[str, ...]]:
    for members in groups.members:
        same: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)  # by member: a phrase may stand there twice
        for member in filter(None, map(notice, members)):
            for each in numbered(member):
                counties = frozenset(part.county.code for part in each.parts if part.county)
                same[normalise(each.finding.issue), counties].setdefault(member.id, each.id_in(member.id))
        yield from (tuple(ids.values()) for ids in same.values() if len(ids) > 1)


def _as_notice(notice: Notice, numbered: NumberedFinding) -> Notice:
    excerpt = _Excerpt(notice.body)
    lead = excerpt.take((notice.lead[0], min(notice.lead[1], notice.lead[0] + LEAD_CHARS)))
    headings = {heading: excerpt.take(heading) for part in numbered.parts for heading in part.headings}
    finding, spans = _moved(numbered.finding, excerpt)
    parts = tuple(
        Part(
            spans=spans,
            county=part.county,
            headings=tuple(headings[heading] for heading in part.headings),
            findings=(finding,),
            issue_types=finding.issue_types,
            rule=part.rule,
        )
        for part in numbered.parts
    )
    return replace(
        notice,
        id=numbered.id_in(notice.id),
        body=excerpt.text,
        parts=parts,
        lead=lead,
        evidence=(),
        keywords=(),
        attachments=(),
    )


class _Excerpt:
    """Stretches of a body put one under the other."""

    def __init__(self, body: str) -> None:
        self._body = body
        self.text = ""

    def take(self, span: Span) -> Span:
        """Add a stretch of the body; where it stands in the excerpt, (0, 0) for an empty one."""
        start, end = span
        if start >= end:
            return 0, 0
        at = len(self.text) + 1 if self.text else 0
        self.text += ("\n" if self.text else "") + self._body[start:end]
        return at, at + end - start


def _moved(finding: Finding, excerpt: _Excerpt) -> tuple[Finding, tuple[Span, ...]]:
    """*finding* with the places that its text has in *excerpt*, to which it is added; the stretches it takes there."""
    whole = (finding.start, finding.end)
    stretches = [whole] if _within(finding.response_span, whole) else [whole, finding.response_span]
    taken = [(stretch, excerpt.take(stretch)) for stretch in stretches]

    def place(span: Span) -> Span | None:
        """Where a span of the body stands in the excerpt; None for what stands elsewhere, as a heading does."""
        moves = (new[0] - old[0] for old, new in taken if _within(span, old))
        by = next(moves, None)
        return None if by is None else (span[0] + by, span[1] + by)

    def moved(evidence: Evidence) -> Evidence | None:
        if evidence.place != "body" or evidence.start is None or evidence.end is None:
            return evidence
        span = place((evidence.start, evidence.end))
        return replace(evidence, start=span[0], end=span[1]) if span else None

    start, end = taken[0][1]
    there = replace(
        finding,
        start=start,
        end=end,
        issue_span=place(finding.issue_span) or (start, start),
        response_span=place(finding.response_span) or (end, end),
        evidence=tuple(filter(None, map(moved, finding.evidence))),
    )
    return there, tuple(new for _, new in taken)


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
