"""One content in, its parts, province and mentions out, each with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from noticesearch.gazetteer import gazetteer
from noticesearch.issues import IssueTypes, issue_types
from noticesearch.notice import Content, Evidence, Finding, Part, Span, Unit
from noticesearch_indexer.annotation.figures import figures_in
from noticesearch_indexer.annotation.findings import Finder, Found
from noticesearch_indexer.annotation.issue_typing import (
    names,
    types_in,
    types_of_finding,
    types_of_section,
    types_of_title,
)
from noticesearch_indexer.annotation.naming import Named, units_in
from noticesearch_indexer.annotation.paragraphs import paragraphs
from noticesearch_indexer.annotation.parts import Outline, joined, outlines
from noticesearch_indexer.annotation.place import belongs_to, context_of
from noticesearch_indexer.annotation.reach import unread, within_reach
from noticesearch_indexer.annotation.sections import accepted
from noticesearch_indexer.annotation.status import status_of
from noticesearch_indexer.annotation.stretches import OUTSIDE, Stretch, cut
from noticesearch_indexer.annotation.subject import Subject, county_evidence, subject_of
from noticesearch_indexer.annotation.units import Units
from noticesearch_indexer.annotation.written import as_written, in_simplified

# 东西部协作综述: of two provinces, the other one's counties are partners.
_PARTNERSHIP = re.compile("协作|对口|结对|援[疆藏青]|支援|山海|携手|牵手")
SECTION_CHARS = 120  # of a section without a problem, that say what it is about
SECTIONS = ("separator", "heading", "line_head", "table_row", "owner", "paragraph", "sentence", "clause")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a notice says of whom; the fields are those of `Notice`."""

    parts: tuple[Part, ...]
    lead: Span = (0, 0)
    province: Unit | None = None
    mentions: tuple[Unit, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def annotate(content: Content, types: IssueTypes | None = None) -> Annotation:
    """The parts, lead, province and mentions of *content*; *types* are the package's own unless given."""
    return _Annotator(content, types or issue_types()).annotation()


class _Annotator:
    """What the steps of one annotation share: the content, its paragraphs and the units it names."""

    def __init__(self, content: Content, types: IssueTypes) -> None:
        self._written = content
        read, self._rest = within_reach(content)
        self._content = in_simplified(read)
        self._types = types
        self._types_of_title = types_of_title(self._content.title, types)
        self._province, self._province_evidence = belongs_to(self._content)
        self._context = context_of(self._content, self._province)
        self._lines = paragraphs(self._content.body, content.headings)
        home = self._context.province if _PARTNERSHIP.search(self._content.title) else None
        self._units = Units(self._content.body, units_in(self._content.body, self._context), home)
        self._finder = Finder(self._content, self._lines, self._units, types.main_type)

    def annotation(self) -> Annotation:
        """All of it."""
        subject = subject_of(self._content, self._units, self._context, self._lines)
        outlines_found = self._outlines(subject)
        sections = _reach_of_sections(outlines_found)
        parts = tuple(self._part(outline, subject, sections) for outline in outlines_found)
        mentioned = tuple(self._mentioned(parts))
        evidence = (*self._province_or(parts), *_mention_evidence(mentioned), *unread(self._rest))
        province = self._province or _common_province(parts)
        units = tuple(named.unit for named in mentioned if named.unit)
        return Annotation(parts, _lead(parts), province, units, self._quoted(evidence))

    def _outlines(self, subject: Subject) -> tuple[Outline, ...]:
        """The parts that the body is cut into; the whole as one, or one for each unit, where it is not."""
        body = self._written.body
        about = tuple(named.key for named in subject.units)
        stretches = accepted(cut(self._lines, self._units), self._units, about, self._content.title)
        rest = [self._rest] if self._rest else []
        if any(stretch.subjects for stretch in stretches):
            return outlines((*stretches, *(Stretch(*span, (), OUTSIDE) for span in rest)), body)
        spans = joined([(line.start, line.end) for line in self._lines if line.kind != "separator"] + rest, body)
        whole = spans or ((0, 0),)
        return tuple(Outline(whole, named, (), subject.rule) for named in subject.units or (None,))

    def _part(self, outline: Outline, subject: Subject, sections: Span | None) -> Part:
        findings = tuple(self._findings(outline, sections))
        typed = () if findings else self._types_without_findings(outline)
        county = outline.subject.unit if outline.subject else None
        place = subject.place if outline.subject in subject.units else "body"
        named = (county_evidence(outline.subject, outline.rule, place),) if outline.subject else ()
        of_findings = tuple(dict.fromkeys(kind for finding in findings for kind in finding.issue_types))
        kinds = of_findings if findings else names(typed)
        return Part(
            outline.spans, county, outline.headings, findings, kinds, self._quoted((*named, *typed)), outline.rule
        )

    def _findings(self, outline: Outline, sections: Span | None) -> Iterator[Finding]:
        """The part's findings; one without a response is a head (关于…问题), which those after it inherit."""
        headings = outline.headings
        is_part = outline.subject is not None and outline.rule in SECTIONS
        for found in self._finder.in_part(outline.spans, is_part=is_part, sections=sections):
            is_head = found.rule == "concerning" and found.response[0] == found.response[1]
            if is_head:
                headings = (*outline.headings, found.issue)
            if not (is_head and self._content.body.endswith("方面", *found.issue)):  # 关于责任体系方面的问题
                yield self._finding(found, outline.headings if is_head else headings)

    def _finding(self, found: Found, headings: tuple[Span, ...]) -> Finding:
        body = self._content.body
        typed = types_of_finding(body, found.issue, headings, found.response, self._content.title, self._types)
        issue, response = (self._written.body[start:end] for start, end in (found.issue, found.response))
        spans = (found.start, found.end, found.issue, found.response)
        rule = Evidence("finding", issue, issue, found.rule, "body", *found.issue)
        status, said = status_of(body, found.response, self._content.written or self._content.published)
        progress = (Evidence("status", status, body[slice(*said)], "status", "body", *said),) if said else ()
        figures = figures_in(body, (found.start, found.end))
        evidence = self._quoted((rule, *typed, *progress, *figures))
        return Finding(issue, names(typed), response, *spans, evidence, status)

    def _quoted(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(as_written(item, self._written) for item in evidence)

    def _types_without_findings(self, outline: Outline) -> tuple[Evidence, ...]:
        """The types of a part without findings: by its headings, the title, else, unless outside, its own text."""
        by_heading = types_in(self._content.body, outline.headings, "issue_heading", self._types)
        if not by_heading and outline.subject and outline.rule in SECTIONS:
            by_heading = self._types_of_section(outline)
        found = by_heading or self._types_of_title
        if found or outline.rule == OUTSIDE:
            return found
        return types_in(self._content.body, outline.spans, "issue_text", self._types)

    def _types_of_section(self, outline: Outline) -> tuple[Evidence, ...]:
        """The types of what a county's section says first."""
        start, end = outline.spans[0]
        first = (start, min(end, start + SECTION_CHARS))
        return types_of_section(self._content.body, first, self._content.title, self._types)

    def _mentioned(self, parts: tuple[Part, ...]) -> Iterator[Named]:
        """The counties that the body names and no part is about, in reading order."""
        seen = {part.county.code for part in parts if part.county}
        for named in self._units.named:
            if named.unit and named.level == "county" and named.key not in seen:
                seen.add(named.key)
                yield named

    def _province_or(self, parts: tuple[Part, ...]) -> tuple[Evidence, ...]:
        """Evidence for the province: its own, else that of the first county when all lie in one province."""
        common = _common_province(parts)
        if self._province_evidence or common is None:
            return self._province_evidence
        counties = (item for part in parts for item in part.evidence if item.kind == "county" and item.value)
        first = next(counties)
        return (Evidence("province", common.code, first.text, "counties", first.place, first.start, first.end),)


def _reach_of_sections(outlines_found: tuple[Outline, ...]) -> Span | None:
    """From the first section of a county to the end of the last; None where the notice is not cut."""
    spans = [span for each in outlines_found if each.subject and each.rule in SECTIONS for span in each.spans]
    return (min(spans)[0], max(end for _, end in spans)) if spans else None


def _common_province(parts: tuple[Part, ...]) -> Unit | None:
    """The province that all parts' counties lie in."""
    codes = {part.county.code[:2] for part in parts if part.county}
    return gazetteer().province_of(codes.pop()) if len(codes) == 1 else None


def _mention_evidence(mentioned: tuple[Named, ...]) -> Iterator[Evidence]:
    for named in mentioned:
        yield Evidence("mention", named.key, named.text, "mention", "body", named.start, named.end)


def _lead(parts: tuple[Part, ...]) -> Span:
    """The opening before the first county's part."""
    is_cut = len(parts) > 1 and parts[0].county is None and parts[0].rule == OUTSIDE
    return parts[0].spans[0] if is_cut else (0, 0)
