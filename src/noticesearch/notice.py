"""What a notice is: the page it came from, its text, its parts and their findings, each claim with its evidence.

All offsets are characters of `Notice.body`, start inclusive, end exclusive, unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Span = tuple[int, int]
"""Start (inclusive) and end (exclusive), in characters of the body."""

Place = Literal["body", "title", "page"]
"""Where evidence stands: in the stored body or title, or elsewhere on the page (meta tag, table, chrome)."""

How = Literal["content", "given", "fallback", "empty"]
"""How the body was found: content without chrome; text given clean by the source; nothing found, so everything but
certain chrome was kept; no text at all, only a title."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a source's record says of its page beside the bytes, as written there; None where it says nothing."""

    source_id: str | None = None
    title: str | None = None
    published: str | None = None
    written: str | None = None
    source: str | None = None
    author: str | None = None
    issuer: str | None = None
    doc_number: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes as scraped, and where they are from.

    `origin` names the source for a person and is unique in a run: `sample_docs/gz/1.html`, `pages.zip!a/b.html`,
    `hebei.jsonl.gz#hb-879c`. `kind` None means: decide by looking; "body" is clean text that needs no chrome removal.
    PDF and DOCX are told by their bytes, whatever `kind` says.
    `common_lines` are keys of those lines of a text dump that stand on many pages of its host, sorted; none are known
    of a page that comes alone.
    """

    content: bytes
    origin: str
    kind: Literal["html", "text", "body", "pdf", "docx"] | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    charset: str | None = None
    given: Given = Given()
    common_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page became no notice; a value, never an exception, so one bad page stops no run."""

    origin: str
    stage: Literal["read", "decode", "content", "annotate", "limit", "index", "unexpected"]
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that gave a value.

    `kind` is the field or facet it speaks for: title, published, written, source, doc_number, issuer, county,
    province, issue … `start`/`end` count in the body or the title as `place` says, and are None when place is "page".
    `rule` is a name a person can look up.
    """

    kind: str
    value: str
    text: str
    rule: str
    place: Place = "body"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit (行政区划) as of the notice's date: 6-digit code, full name, the codes in use today."""

    code: str
    name: str
    current_codes: tuple[str, ...] = ()

    @property
    def search_codes(self) -> tuple[str, ...]:
        """The codes under which it is searched and counted: those in use today, else its own."""
        return self.current_codes or (self.code,)


Status = Literal["已完成", "基本完成", "正在推进", "长期坚持", "未说明"]
"""How far a finding's response has come, as the notice says it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem (针对…问题) and what was done about it; `response` is "" when the notice does not say.

    start/end cover the finding as far as it stands in one place; the issue phrase and the response have spans of their
    own, and a response given after all problems lies behind `end`. The evidence speaks for the finding, its types and
    status, and for figures (money, people, households, times) that stand in it.
    """

    issue: str
    issue_types: tuple[str, ...]
    response: str
    start: int
    end: int
    issue_span: Span
    response_span: Span
    evidence: tuple[Evidence, ...] = ()
    status: Status = "未说明"


@dataclass(frozen=True, slots=True)
class Part:
    """What a notice says about one county, or about none.

    `spans` are in reading order and do not overlap; the spans of all parts cover the whole body, blanks aside.
    `headings` are the body spans of headings above the part that it inherits (not those inside its spans).
    `rule` says why it was cut. `issue_types` is the union over its findings, else of the headings, then the title, then
    the text.
    """

    spans: tuple[Span, ...]
    county: Unit | None = None
    headings: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    issue_types: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: str = "whole"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a notice (附件): its name as printed, its address; None where only the name is given."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body and the span of its line: depth from 0 by its number (第X章, 第X条, 一、, （一）, 1.).

    One that is a heading by its element alone has a depth below 0, from -6 for <h1> to -1 for <h6>.
    """

    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Content:
    """A page without its chrome, fields read, not yet cut into parts.

    `title` is "" when the page has none. `published` (发布日期) and `written` (成文日期) are ISO 8601, "2020-03-11" or
    "2020-03-11T13:03:00+08:00". `source` is 来源 as printed, `issuer` the issuing body (发文机关).
    `index_number` is 索引号, `subject` 主题分类, `column` 栏目, `site_name` the site's own name,
    `site_code` the code of the administrative unit whose site it is (SiteIDCode).
    Dates and names are None when the page does not say. `headings` are in reading order.
    """

    title: str
    body: str
    how: How
    published: str | None = None
    written: str | None = None
    source: str | None = None
    issuer: str | None = None
    author: str | None = None
    doc_number: str | None = None
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()
    index_number: str | None = None
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    column: str | None = None
    site_name: str | None = None
    attachments: tuple[Attachment, ...] = ()
    headings: tuple[Heading, ...] = ()
    site_code: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A scraped notice, ready to be indexed and shown.

    `id` is 16 hex digits of the SHA-256 of the URL the source gave, else of the origin. `site` is the URL's host.
    `lead` is the opening before the first county's part, (0, 0) when there is one part only.
    `province` is the one the notice as a whole belongs to.
    """

    id: str
    origin: str
    title: str
    body: str
    how: How
    parts: tuple[Part, ...]
    lead: Span = (0, 0)
    source_id: str | None = None
    url: str | None = None
    published: str | None = None
    written: str | None = None
    source: str | None = None
    site: str | None = None
    issuer: str | None = None
    author: str | None = None
    doc_number: str | None = None
    province: Unit | None = None
    mentions: tuple[Unit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    fetched_at: str | None = None
    content_hash: str = ""
    index_number: str | None = None
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    column: str | None = None
    site_name: str | None = None
    attachments: tuple[Attachment, ...] = ()

    def part_text(self, part: Part) -> str:
        """The part's own stretches of the body, joined by line breaks."""
        return "\n".join(self.body[start:end] for start, end in part.spans)
