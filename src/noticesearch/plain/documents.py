"""What a part becomes in the index: one Whoosh document, every value converted before Whoosh sees it."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import date

from noticesearch.engine import AnalysedNotice, FieldTerms, PartTerms
from noticesearch.gazetteer import gazetteer
from noticesearch.notice import Notice, Part
from noticesearch.notice_json import to_json
from noticesearch.plain.fields import bigram_counts, bigram_postings, word_positions, word_postings
from noticesearch.plain.schema import SEPARATOR, Area, bigrams_field, words_field
from noticesearch.text.normalise import normalise
from noticesearch.text.terms import context_text, joined_bigrams

Document = dict[str, object]
"""The arguments of Whoosh's `add_document`."""


def documents(analysed: AnalysedNotice) -> tuple[Document, ...]:
    """One document a part, in order; the first also carries the whole notice.

    Raises:
        UnicodeEncodeError: a text holds half a surrogate pair, which no file can hold.
        ValueError: a date does not begin with an ISO 8601 day.
    """
    notice = analysed.notice
    for written in filter(None, (notice.published, notice.written)):
        date.fromisoformat(written[:10])
    shared = _notice_fields(notice)
    return tuple(
        shared | _part_fields(notice, part, terms, number) | {"json": b"" if number else to_json(notice)}
        for number, (part, terms) in enumerate(zip(notice.parts, analysed.terms, strict=True))
    )


def squeeze(text: str) -> str:
    """A document number (发文字号) as it is compared: normalised, blanks dropped."""
    return "".join(normalise(text).split())


def _notice_fields(notice: Notice) -> Document:
    docno = squeeze(notice.doc_number or "")
    return {
        "notice": notice.id,
        "source": _joined([notice.source]),
        "site": _joined([notice.site]),
        "mention": _joined(code for unit in notice.mentions for code in (unit.code, *unit.current_codes)),
        "published": _joined([notice.published]),
        "written": _joined([notice.written]),
        "docno": docno.encode(),
        bigrams_field("docno"): bigram_postings(bigram_counts(joined_bigrams(docno))),
    }


def _part_fields(notice: Notice, part: Part, terms: PartTerms, number: int) -> Document:
    areas: tuple[tuple[Area, str, FieldTerms], ...] = (
        ("title", notice.title, terms.title),
        ("text", notice.part_text(part), terms.text),
        ("context", context_text(notice, part), terms.context),
    )
    document: Document = {"number": number} | _place_fields(notice, part)
    lengths: dict[str, list[int]] = {"words": [], "bigrams": []}
    for area, text, field in areas:
        positions, counts = word_positions(field.words), bigram_counts(field.bigrams)
        document[area] = normalise(text).encode()
        document[words_field(area)] = word_postings(positions)
        document[bigrams_field(area)] = bigram_postings(counts)
        lengths["words"].append(sum(map(len, positions.values())))
        lengths["bigrams"].append(counts.total())
    return document | {"lengths": struct.pack("<6I", *lengths["words"], *lengths["bigrams"])}


def _place_fields(notice: Notice, part: Part) -> Document:
    units = [part.county] if part.county else []
    codes = [code for unit in units for code in unit.search_codes]
    former = [unit.code for unit in units if unit.code not in codes]
    own_provinces = notice.province.search_codes if notice.province else ()
    return {
        "county": _joined(codes),
        "former_county": _joined(former),
        "issue": _joined(part.issue_types),
        "status": _joined(finding.status for finding in part.findings),
        "province": _joined([*(f"{code[:2]}0000" for code in codes), *own_provinces]),
        "prefecture": _joined(above.code for code in codes if (above := gazetteer().prefecture_of(code))),
    }


def _joined(values: Iterable[str | None]) -> bytes:
    return SEPARATOR.join(dict.fromkeys(value for value in values if value)).encode()
