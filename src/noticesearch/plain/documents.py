"""What a part becomes in the index: one Whoosh document, every value converted before Whoosh sees it."""

from __future__ import annotations

import struct
from dataclasses import asdict

from noticesearch.engine import AnalysedNotice, FieldTerms, PartTerms
from noticesearch.notice import Notice, Part
from noticesearch.notice_json import to_json
from noticesearch.part_values import part_values, squeeze
from noticesearch.plain.fields import bigram_counts, bigram_postings, word_positions, word_postings
from noticesearch.plain.schema import SEPARATOR, Area, bigrams_field, words_field
from noticesearch.text.normalise import normalise
from noticesearch.text.terms import context_text, joined_bigrams

Document = dict[str, object]
"""The arguments of Whoosh's `add_document`."""


def documents(analysed: AnalysedNotice) -> tuple[Document, ...]:
    """One document a part of a notice that `part_values.check` holds good, in order; the first also carries it whole.

    Raises:
        UnicodeEncodeError: a text holds half a surrogate pair, which no file can hold.
    """
    notice = analysed.notice
    shared = _notice_fields(notice)
    return tuple(
        shared | _part_fields(notice, part, terms, number) | {"json": b"" if number else to_json(notice)}
        for number, (part, terms) in enumerate(zip(notice.parts, analysed.terms, strict=True))
    )


def _notice_fields(notice: Notice) -> Document:
    docno = squeeze(notice.doc_number or "")
    return {
        "notice": notice.id,
        "published": (notice.published or "").encode(),
        "written": (notice.written or "").encode(),
        "docno": docno.encode(),
        bigrams_field("docno"): bigram_postings(bigram_counts(joined_bigrams(docno))),
    }


def _part_fields(notice: Notice, part: Part, terms: PartTerms, number: int) -> Document:
    areas: tuple[tuple[Area, str, FieldTerms], ...] = (
        ("title", notice.title, terms.title),
        ("text", notice.part_text(part), terms.text),
        ("context", context_text(notice, part), terms.context),
    )
    values = asdict(part_values(notice, part))
    document: Document = {"number": number} | {name: SEPARATOR.join(each).encode() for name, each in values.items()}
    lengths: dict[str, list[int]] = {"words": [], "bigrams": []}
    for area, text, field in areas:
        positions, counts = word_positions(field.words), bigram_counts(field.bigrams)
        document[area] = normalise(text).encode()
        document[words_field(area)] = word_postings(positions)
        document[bigrams_field(area)] = bigram_postings(counts)
        lengths["words"].append(sum(map(len, positions.values())))
        lengths["bigrams"].append(counts.total())
    return document | {"lengths": struct.pack("<6I", *lengths["words"], *lengths["bigrams"])}
