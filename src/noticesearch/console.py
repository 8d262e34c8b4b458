"""What the command line prints: results and reports as lines of text, matches in 〔brackets〕 or in bold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from noticesearch.notice import Evidence, Notice, Span, Unit
from noticesearch.query import NONE_VALUE
from noticesearch.results import Facet, Hit, ResultPage, Snippet
from noticesearch.versions import EarlierVersion
from noticesearch.wrapping import wrapped

Mark = Callable[[str], str]

FACET_VALUES = 8  # a terminal is no place for a long list; --json has them all
COUNTIES_NAMED = 4
ISSUES_NAMED = 5
RESPONSE_CHARS = 110  # three lines of a terminal
NOTHING_HINT = "可以换一个更短的词，用空格把词分开，或者去掉一个条件。"
WIDTH = 80  # columns: what every terminal has, and as much Chinese in a line as reads well
_BESIDE, _BELOW = " " * 3, " " * 5


def bracketed(text: str) -> str:
    """A match where there is no bold: 〔危房改造〕."""
    return f"〔{text}〕"


def result_lines(answer: ResultPage, mark: Mark = bracketed) -> Iterator[str]:
    """A page of results for a person, in lines of 80 columns."""
    return _answer_lines(answer, "篇通知", lambda number, hit: _hit_lines(number, hit, mark))


def finding_lines(answer: ResultPage) -> Iterator[str]:
    """A page of findings for a person, in lines of 80 columns: what was found, and → what was done."""
    return _answer_lines(answer, "条问题", _finding_lines)


def _answer_lines(answer: ResultPage, unit: str, lines_of: Callable[[int, Hit], Iterator[str]]) -> Iterator[str]:
    for warning in answer.warnings:
        yield from wrapped(warning.message, WIDTH, "  ", "! ")
    yield f"共找到 {answer.total:,} {unit}（第 {answer.page} 页，共 {answer.pages} 页，{answer.took_ms:.0f} 毫秒）"
    for number, hit in enumerate(answer.hits, start=(answer.page - 1) * answer.query.per_page + 1):
        yield ""
        yield from lines_of(number, hit)
    if not answer.total:
        yield NOTHING_HINT
    yield ""
    for facet in filter(_says_something, answer.facets):
        yield from wrapped(_facet_values(facet), WIDTH, " " * 12, f"{facet.name}: ".ljust(12))


def _hit_lines(number: int, hit: Hit, mark: Mark) -> Iterator[str]:
    title, *fragments = hit.snippets or (Snippet("title", hit.title),)
    heading = marked(title.text, title.marks, mark) or "（无标题）"
    yield from wrapped(heading, WIDTH, _BESIDE, f"{number}.".ljust(len(_BESIDE)))
    about = (_when(hit), hit.source or hit.site, hit.doc_number, hit.id)
    yield from wrapped(" · ".join(filter(None, about)), WIDTH, _BESIDE)
    if kinds := tuple(filter(None, (_counties(hit), _issues(hit)))):
        yield from wrapped(" · ".join(kinds), WIDTH, _BESIDE)
    shown: set[int | None] = {None}
    for fragment in fragments:
        county = f"［{fragment.county}］" if fragment.county and fragment.part not in shown else ""
        shown.add(fragment.part)
        yield from wrapped(county + _with_ellipses(fragment, mark), WIDTH, _BELOW)
    if hit.duplicates:
        yield f"{_BESIDE}另有 {hit.duplicates} 处转载"


def _finding_lines(number: int, hit: Hit) -> Iterator[str]:
    finding = hit.findings[0]
    counties, types = "、".join(_names(hit.counties)), "、".join(finding.issue_types)
    yield from wrapped(finding.issue, WIDTH, _BESIDE, f"{number}.".ljust(len(_BESIDE)))
    about = (counties or "未识别", types or "未分类", finding.status, _when(hit), hit.source or hit.site, hit.id)
    yield from wrapped(" · ".join(filter(None, about)), WIDTH, _BESIDE)
    if finding.response:
        yield from wrapped(_beginning(finding.response), WIDTH, _BELOW, f"{_BESIDE}→ ")
    yield from wrapped(f"《{hit.title or '（无标题）'}》", WIDTH, _BESIDE)
    if hit.duplicates:
        yield f"{_BESIDE}另有 {hit.duplicates} 处转载"


def _beginning(response: str) -> str:
    """A response as far as a list has room for it; --json has all of it."""
    return response if len(response) <= RESPONSE_CHARS else f"{response[:RESPONSE_CHARS]}……"


def _when(hit: Hit) -> str:
    if hit.published:
        return hit.published[:10]
    return f"成文 {hit.written[:10]}" if hit.written else "未注明日期"


def _counties(hit: Hit) -> str:
    matching = {fragment.county for fragment in hit.snippets}
    return _some(_names(hit.counties), matching, COUNTIES_NAMED, "个县区")


def _issues(hit: Hit) -> str:
    matching = {issue for finding in hit.findings for issue in finding.issue_types}
    return _some(hit.issues, matching, ISSUES_NAMED, "类问题")


def _some(names: Sequence[str], matching: Iterable[str | None], most: int, unit: str) -> str:
    """*names*, those *matching* first; of more than *most* the first ones and how many there are."""
    preferred = set(matching)
    first = sorted(names, key=lambda name: name not in preferred)
    named = "、".join(first[:most])
    return f"{named}等 {len(names)} {unit}" if len(names) > most else named


def _with_ellipses(fragment: Snippet, mark: Mark) -> str:
    text = marked(fragment.text, fragment.marks, mark)
    return f"{'……' * fragment.cut_before}{text}{'……' * fragment.cut_after}"


def _says_something(facet: Facet) -> bool:
    return any(value.count and value.value != NONE_VALUE for value in facet.values)


def _facet_values(facet: Facet) -> str:
    return "，".join(f"{value.label} {value.count}" for value in facet.values[:FACET_VALUES] if value.count)


def marked(text: str, marks: tuple[Span, ...], mark: Mark) -> str:
    """*text* with *mark* applied to its ranges."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [text[at:start], mark(text[start:end])]
        at = end
    return "".join((*pieces, text[at:]))


def explanation_lines(notice: Notice, earlier: tuple[EarlierVersion, ...] = ()) -> Iterator[str]:
    """What a notice is about and why, for a person; last the *earlier* versions of it."""
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
    yield from _evidence_lines(notice.evidence)
    for number, part in enumerate(notice.parts):
        about = f"{part.county.name} {part.county.code}" if part.county else "no county"
        spans = ", ".join(f"{start}–{end}" for start, end in part.spans)
        yield f"\npart {number}: {about} [{spans}] by {part.rule}; {'、'.join(part.issue_types) or 'no issue type'}"
        for finding in part.findings:
            types = "、".join(finding.issue_types) or "未分类"
            yield f"  问题 [{finding.start}–{finding.end}] {finding.issue} → {types} · {finding.status}"
            yield from (f"  {line}" for line in _evidence_lines(finding.evidence))
        yield from _evidence_lines(part.evidence)
    if earlier:
        yield "\nearlier versions:"
        yield from map(_version_line, reversed(earlier))


def _version_line(version: EarlierVersion) -> str:
    fetched = f"fetched {version.fetched_at}, " if version.fetched_at else ""
    kept = "kept" if version.stored else "not kept"
    return f"  {version.origin}: {fetched}replaced {version.replaced_at}; page {version.content_hash} ({kept})"


def _evidence_lines(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    return (f"  {each.kind} {each.value}: “{each.text}” ({each.rule})" for each in evidence)


def _names(units: tuple[Unit, ...]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)
