"""What is known of a notice, each value beside the rule and the words that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from noticesearch.notice import Evidence, Notice, Part, Unit
from noticesearch_web.presenters.dates import moment
from noticesearch_web.presenters.rules import said
from noticesearch_web.texts import TEXTS
from noticesearch_web.wording import Wording

MAX_WORDS = 120  # evidence longer than this is cut: the words stand marked in the text above


@dataclass(frozen=True, slots=True)
class Proof:
    """A rule, its name for those who look it up, and the words it read."""

    rule: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A field, its value, and what speaks for it."""

    field: str
    value: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows about the whole notice, or about one part."""

    title: str
    rows: tuple[Row, ...]


def metadata(notice: Notice, wording: Wording) -> tuple[RowGroup, ...]:
    """The notice's own rows, then those of each part that has a county, an issue type or evidence."""
    own = RowGroup(wording("whole_notice"), tuple(_notice_rows(notice, wording)))
    parts = (RowGroup(_part_title(part, wording), tuple(_part_rows(part, wording))) for part in notice.parts)
    return (own, *(group for group in parts if group.rows))


def _notice_rows(notice: Notice, wording: Wording) -> Iterator[Row]:
    values = {
        "title": notice.title,
        "doc_number": notice.doc_number,
        "index_number": notice.index_number,
        "issuer": notice.issuer,
        "source": notice.source,
        "author": notice.author,
        "published": moment(notice.published, wording),
        "written": moment(notice.written, wording),
        "subject": notice.subject,
        "keywords": wording.listed(notice.keywords),
        "column": notice.column,
        "site_name": notice.site_name,
        "attachment": wording.listed(file.name for file in notice.attachments),
        "province": _unit(notice.province) if notice.province else None,
    }
    for kind, value in values.items():
        if value:
            yield Row(wording(kind), value, _proofs(notice.evidence, kind, wording))
    for key, value in (("url", notice.url), ("origin", notice.origin), ("fetched", moment(notice.fetched_at, wording))):
        if value:
            yield Row(wording(key), value, ())
    yield Row(wording("notice_id"), notice.id, ())
    if notice.mentions:
        proofs = _proofs(notice.evidence, "mention", wording)
        yield Row(wording("mentions"), wording.listed(map(_unit, notice.mentions)), proofs)
    yield from _others(notice.evidence, {*values, "mention"}, wording)


def _part_rows(part: Part, wording: Wording) -> Iterator[Row]:
    if part.county:
        proofs = _proofs(part.evidence, "county", wording) or (_proof(part.rule, "", wording),)
        yield Row(wording("county"), _unit(part.county), proofs)
    everything = (*part.evidence, *(evidence for finding in part.findings for evidence in finding.evidence))
    for issue in part.issue_types:
        about = (evidence for evidence in everything if evidence.value == issue)
        yield Row(wording("issue"), issue, _proofs(about, "issue", wording))
    yield from _others(part.evidence, {"county", "issue"}, wording)


def _others(evidence: tuple[Evidence, ...], shown: set[str], wording: Wording) -> Iterator[Row]:
    for each in evidence:
        if each.kind not in shown:
            name = wording(each.kind) if each.kind in TEXTS else each.kind
            yield Row(name, each.value, (_proof(each.rule, each.text, wording),))


def _proofs(evidence: Iterable[Evidence], kind: str, wording: Wording) -> tuple[Proof, ...]:
    found = (_proof(each.rule, each.text, wording) for each in evidence if each.kind == kind)
    return tuple(dict.fromkeys(found))


def _proof(rule: str, text: str, wording: Wording) -> Proof:
    return Proof(said(rule, wording), rule, text if len(text) <= MAX_WORDS else f"{text[:MAX_WORDS]}……")


def _unit(unit: Unit) -> str:
    return f"{unit.name}（{unit.code}）"


def _part_title(part: Part, wording: Wording) -> str:
    return part.county.name if part.county else wording("closing")
