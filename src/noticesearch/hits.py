"""What a page shows of each notice on it."""

from __future__ import annotations

from noticesearch.expression import Plan
from noticesearch.findings import numbers_of
from noticesearch.notice import Finding, Notice, Part
from noticesearch.query import NONE_VALUE, Query
from noticesearch.results import Hit, Warning
from noticesearch.snippets import snippets
from noticesearch.snippets.marking import Marker, marker

FINDINGS_SHOWN = 4  # of a hit; the notice's own page shows all


def hit(notice: Notice, parts: tuple[int, ...], query: Query, plan: Plan, *, duplicates: int, score: float) -> Hit:
    """The hit of *notice*, whose *parts* match, best first."""
    findings = _findings([notice.parts[number] for number in parts], query, plan)
    numbers = numbers_of(notice) if findings else {}
    return Hit(
        id=notice.id,
        origin=notice.origin,
        source_id=notice.source_id,
        url=notice.url,
        title=notice.title,
        published=notice.published,
        written=notice.written,
        source=notice.source,
        site=notice.site,
        issuer=notice.issuer,
        doc_number=notice.doc_number,
        counties=tuple(dict.fromkeys(part.county for part in notice.parts if part.county)),
        issues=tuple(dict.fromkeys(issue for part in notice.parts for issue in part.issue_types)),
        duplicates=duplicates,
        parts=parts,
        snippets=snippets(notice, parts, plan, query.issue),
        findings=findings,
        score=score,
        finding_numbers=tuple(numbers[finding] for finding in findings),
    )


def relaxed(words: tuple[str, ...]) -> Warning:
    """The warning that the answer does without some of the words."""
    return Warning(
        "relaxed",
        f"没有通知满足全部词语，结果中不含：{'、'.join(words)}",
        words,
        f"No notice has all the words; these come nearest, without: {', '.join(words)}",
    )


def clamped(asked: int, given: int) -> Warning:
    """The warning that a page beyond the last was asked for."""
    en = f"There is no page {asked}; this is page {given}"
    return Warning("clamped", f"没有第 {asked} 页，显示第 {given} 页", message_en=en)


def _findings(parts: list[Part], query: Query, plan: Plan) -> tuple[Finding, ...]:
    """The findings of *parts* that are asked for, those with most of the plan's words first, each once.

    One finding may belong to two parts.
    """
    findings = dict.fromkeys(finding for part in parts for finding in part.findings)
    asked_for = [finding for finding in findings if _is_asked_for(finding, query)]
    if len(asked_for) > 1 and plan.expression is not None:
        words = marker(plan, "body")
        asked_for.sort(key=lambda finding: _words_in(finding, words), reverse=True)
    return tuple(asked_for[:FINDINGS_SHOWN])


def _is_asked_for(finding: Finding, query: Query) -> bool:
    if query.status and finding.status not in query.status:
        return False
    return not query.issue or not set(query.issue).isdisjoint(finding.issue_types or (NONE_VALUE,))


def _words_in(finding: Finding, words: Marker) -> int:
    """How many different ones of *words* the finding says; 针对 and 问题 around its phrase are not of it."""
    said = words.occurrences(f"{finding.issue}\n{finding.response}")
    return len({each.word for each in said})
