"""A notice's page: its text in sections, findings and hits marked, what is known of it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from noticesearch.findings import numbers_of
from noticesearch.notice import Finding, Notice, Span
from noticesearch.query import Query
from noticesearch.snippets.borders import ends_sentence
from noticesearch.snippets.cutting import fragment
from noticesearch.versions import EarlierVersion
from noticesearch_web.links import finding_anchor, part_anchor
from noticesearch_web.presenters.addresses import web_address
from noticesearch_web.presenters.dates import moment
from noticesearch_web.presenters.frame import Frame, Surroundings
from noticesearch_web.presenters.hits import ELLIPSIS, Tag
from noticesearch_web.presenters.metadata import RowGroup, metadata
from noticesearch_web.presenters.paragraphs import Marking, Paragraph, marking, paragraphs
from noticesearch_web.presenters.particulars import Particulars, particulars
from noticesearch_web.presenters.pieces import Piece, pieces
from noticesearch_web.presenters.reposts import Reposts
from noticesearch_web.presenters.sections import Stretch, findings_in, stretches
from noticesearch_web.presenters.versions import EarlierVersions, earlier_versions
from noticesearch_web.wording import Wording

HEADING_EXTRA_CHARS = 8  # the number before a county in its heading, a colon after it: （十二）织金县：


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the query's words stand: sorted, disjoint ranges of title and body."""

    title: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingView:
    """One line of a part's findings box; `number` counts through the whole notice."""

    number: int
    issue: str
    url: str
    tags: tuple[Tag, ...]
    response: str
    particulars: Particulars


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the text; `title` is "" for text of no county, `anchors` are the parts that begin here.

    `own_heading` is the text's own line that names the county, shown in the title's place.
    `heading`: nothing but headings that parts below inherit; `ornament`: nothing but signs, such as ●●●.
    """

    anchors: tuple[str, ...]
    title: str
    own_heading: Paragraph | None
    county_url: str
    county_label: str
    heading: bool
    ornament: bool
    findings: tuple[FindingView, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A link to a part, and how many findings it has."""

    title: str
    url: str
    findings: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """The page at `/notice/ID`."""

    frame: Frame
    title: tuple[Piece, ...]
    facts: tuple[str, ...]
    published_iso: str
    back: str
    original: str
    matches: str
    how_note: str
    outline: tuple[OutlineEntry, ...]
    sections: tuple[Section, ...]
    reposts: Reposts
    earlier: EarlierVersions
    metadata: tuple[RowGroup, ...]
    json: str


def notice_page(
    around: Surroundings, notice: Notice, marks: Marks, reposts: Reposts, earlier: tuple[EarlierVersion, ...]
) -> NoticePage:
    """The page of *notice*, with *marks* where the query's words stand, its *reposts* and *earlier* versions."""
    wording = around.wording
    sections = _sections(around, notice, marks)
    outline = tuple(_outline(sections, wording))
    count = len(marks.body) + len(marks.title)
    return NoticePage(
        frame=around.frame(notice.title or wording("untitled")),
        title=pieces(notice.title or wording("untitled"), marks.title if notice.title else ()),
        facts=tuple(_facts(notice, wording)),
        published_iso=(notice.published or "")[:10],
        back=around.links.search(around.query),
        original=web_address(notice.url),
        matches=wording.counted("matches", count) if count else "",
        how_note=wording(f"how_{notice.how}") if notice.how in ("fallback", "empty") else "",
        outline=outline if len(outline) > 1 else (),
        sections=sections,
        reposts=reposts,
        earlier=earlier_versions(earlier, wording),
        metadata=metadata(notice, wording),
        json=around.links.notice_json(notice.id),
    )


def _facts(notice: Notice, wording: Wording) -> Iterator[str]:
    """The line under the title: when, where from, which number."""
    if notice.published:
        yield moment(notice.published, wording)
    elif not notice.written:
        yield wording("undated")
    if notice.written and notice.written[:10] != (notice.published or "")[:10]:
        yield wording("written_on", date=moment(notice.written, wording))
    for value in dict.fromkeys((notice.source or notice.site, notice.issuer, notice.doc_number)):
        if value:
            yield value


def _sections(around: Surroundings, notice: Notice, marks: Marks) -> tuple[Section, ...]:
    numbers = numbers_of(notice)
    marked = marking(notice.body, marks.body, numbers)
    found = stretches(notice)
    listed = [findings_in(notice, stretch.opens, numbers) for stretch in found]
    boxes = [tuple(_finding(each, numbers[each], around) for each in findings) for findings in listed]
    return tuple(
        _section(around, notice, stretch, marked, box, first=stretch is found[0])
        for stretch, box in zip(found, boxes, strict=True)
    )


def _section(
    around: Surroundings,
    notice: Notice,
    stretch: Stretch,
    marked: Marking,
    findings: tuple[FindingView, ...],
    *,
    first: bool,
) -> Section:
    query = _county_query(around.query, notice, stretch)
    lines = paragraphs(notice.body, stretch.start, stretch.end, marked)
    own_heading = lines[0] if lines and _names_its_county(notice, stretch, lines[0]) else None
    return Section(
        anchors=tuple(map(part_anchor, stretch.opens)),
        title=_section_title(notice, stretch, around.wording, first=first),
        own_heading=own_heading,
        county_url=around.links.search(query) if query.county else "",
        county_label=around.wording("same_county", name=_county_names(notice, stretch, around.wording)),
        heading=stretch.heading,
        ornament=all(line.ornament for line in lines),
        findings=findings,
        paragraphs=lines[1:] if own_heading else lines,
    )


def _county_query(query: Query, notice: Notice, stretch: Stretch) -> Query:
    """The search for everything about the stretch's counties, under their codes of today."""
    counties = [notice.parts[part].county for part in stretch.parts]
    codes = [code for unit in counties if unit for code in unit.search_codes]
    return Query(lang=query.lang, county=tuple(dict.fromkeys(codes)))


def _county_names(notice: Notice, stretch: Stretch, wording: Wording) -> str:
    counties = (notice.parts[part].county for part in stretch.parts)
    return wording.listed(unit.name for unit in counties if unit)


def _section_title(notice: Notice, stretch: Stretch, wording: Wording, *, first: bool) -> str:
    names = _county_names(notice, stretch, wording)
    if names:
        return names if stretch.opens else wording("continued", name=names)
    several = any(part.county for part in notice.parts) and len(notice.parts) > 1
    return wording("overview") if several and first and not stretch.heading else ""


def _names_its_county(notice: Notice, stretch: Stretch, line: Paragraph) -> bool:
    """Whether *line*, a stretch's first, is a heading such as 一、织金县: hardly more than its county's name."""
    text = "".join(piece.text for piece in line.pieces)
    named = (
        evidence.text
        for part in stretch.opens
        for evidence in notice.parts[part].evidence
        if evidence.kind == "county" and evidence.start is not None and evidence.place == "body"
    )
    return any(name in text and len(text.strip()) - len(name) <= HEADING_EXTRA_CHARS for name in named)


def _finding(finding: Finding, number: int, around: Surroundings) -> FindingView:
    plain = Query(lang=around.query.lang)
    tags = (Tag(each, around.links.search(replace(plain, issue=(each,))), False) for each in finding.issue_types)
    return FindingView(
        number=number,
        issue=finding.issue,
        url=f"#{finding_anchor(number)}",
        tags=tuple(tags),
        response=beginning(finding.response),
        particulars=particulars(finding, around.wording),
    )


def beginning(response: str) -> str:
    """Enough of a response to see what was done; the text itself follows right below."""
    line = " ".join(response.split())
    _, end = fragment(line, (0, len(line)), 0, 0)
    return line[:end] + ("" if ends_sentence(line, end) else ELLIPSIS)


def _outline(sections: tuple[Section, ...], wording: Wording) -> Iterator[OutlineEntry]:
    for section in sections:
        if section.title and section.anchors:
            count = len(section.findings)
            findings = wording.counted("findings_count", count) if count else ""
            yield OutlineEntry(section.title, f"#{section.anchors[0]}", findings)
