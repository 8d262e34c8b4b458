"""What the command line prints: results and reports as lines of text, matches in 〔brackets〕 or in bold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from noticesearch.notice import Notice, Span, Unit
from noticesearch.results import Facet, Hit, ResultPage, Snippet

Mark = Callable[[str], str]

FACET_VALUES = 8  # a terminal is no place for a long list; --json has them all


def bracketed(text: str) -> str:
    """A match where there is no bold: 〔危房改造〕."""
    return f"〔{text}〕"


def result_lines(answer: ResultPage, mark: Mark = bracketed) -> Iterator[str]:
    """A page of results for a person."""
    for warning in answer.warnings:
        yield f"! {warning.message}"
    yield f"共找到 {answer.total:,} 篇通知（第 {answer.page} 页，共 {answer.pages} 页，{answer.took_ms:.0f} 毫秒）"
    for number, hit in enumerate(answer.hits, start=(answer.page - 1) * answer.query.per_page + 1):
        yield ""
        yield from _hit_lines(number, hit, mark)
    yield ""
    yield from filter(None, map(_facet_line, answer.facets))


def _hit_lines(number: int, hit: Hit, mark: Mark) -> Iterator[str]:
    title, *fragments = hit.snippets or (Snippet("title", hit.title),)
    yield f"{number}. {marked(title.text, title.marks, mark) or '（无标题）'}"
    about = (hit.published and hit.published[:10], hit.source, hit.doc_number, *_names(hit.counties), *hit.issues)
    yield f"   {' · '.join(filter(None, (hit.id, *about)))}"
    for fragment in fragments:
        county = f"［{fragment.county}］" if fragment.county else ""
        yield f"   {county}{marked(fragment.text, fragment.marks, mark)}"
    if hit.duplicates:
        yield f"   另有 {hit.duplicates} 处转载"


def _facet_line(facet: Facet) -> str:
    shown = [f"{value.label} {value.count}" for value in facet.values[:FACET_VALUES] if value.count]
    return f"{facet.name}: {'，'.join(shown)}" if shown else ""


def marked(text: str, marks: tuple[Span, ...], mark: Mark) -> str:
    """*text* with *mark* applied to its ranges."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [text[at:start], mark(text[start:end])]
        at = end
    return "".join((*pieces, text[at:]))


def explanation_lines(notice: Notice) -> Iterator[str]:
    """What a notice is about and why, for a person."""
    fields = {
        "title": notice.title,
        "published": notice.published,
        "written": notice.written,
        "source": notice.source,
        "doc_number": notice.doc_number,
        "issuer": notice.issuer,
        "province": notice.province and notice.province.name,
        "mentions": "、".join(_names(notice.mentions)),
    }
    yield from (f"{name}: {value}" for name, value in fields.items() if value)
    for number, part in enumerate(notice.parts):
        about = f"{part.county.name} {part.county.code}" if part.county else "no county"
        spans = ", ".join(f"{start}–{end}" for start, end in part.spans)
        yield f"\npart {number}: {about} [{spans}] by {part.rule}; {'、'.join(part.issue_types) or 'no issue type'}"
        for finding in part.findings:
            types = "、".join(finding.issue_types) or "未分类"
            yield f"  问题 [{finding.start}–{finding.end}] {finding.issue} → {types}"
        for evidence in part.evidence:
            yield f"  {evidence.kind} {evidence.value}: “{evidence.text}” ({evidence.rule})"


def _names(units: tuple[Unit, ...]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)
