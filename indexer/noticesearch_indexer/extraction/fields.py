"""A notice's fields, each from the first place that gives it: <meta>, table of particulars, page lines, address.

Which label or <meta> stands for which field is in labels.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from noticesearch_indexer.extraction import doc_numbers
from noticesearch_indexer.extraction.columns import find_column
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.days import ABOVE_LINES, find_published, find_signature_date, find_written
from noticesearch_indexer.extraction.document import Document, key
from noticesearch_indexer.extraction.labels import (
    AUTHOR_METAS,
    KEYWORD_METAS,
    SITE_CODE_METAS,
    SITE_METAS,
    SOURCE_METAS,
    TITLE_METAS,
)
from noticesearch_indexer.extraction.names import MAX_AUTHOR_CHARS, MAX_SOURCE_CHARS, clean_name
from noticesearch_indexer.extraction.reading import Found, Reading
from noticesearch_indexer.extraction.titles import find_title
from noticesearch_indexer.extraction.trim import is_dateline

MAX_KEYWORDS, MAX_KEYWORD_CHARS = 12, 20
_NAME_BESIDE = re.compile(r"\s{0,3}(?P<name>(?!来自)[\u4e00-\u9fff·]{3,20})\s{0,3}")
_BETWEEN_KEYWORDS = re.compile(r"[,，;；、|\s]+")
_SITE_CODE = re.compile(r"([1-8]\d{5})\d{4}")
_INDEX_NUMBER = re.compile(r"[\w/.()（）〔〕\[\]\\—-]{4,60}")  # 000014349/2018-00210, GZ000001/2020-00012


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of `Content` as found on a page, each with what gave it; None where the page does not say."""

    title: Found | None = None
    published: Found | None = None
    written: Found | None = None
    source: Found | None = None
    author: Found | None = None
    issuer: Found | None = None
    doc_number: Found | None = None
    index_number: Found | None = None
    subject: Found | None = None
    keywords: Found | None = None
    column: Found | None = None
    site_name: Found | None = None
    site_code: Found | None = None


def read_fields(reading: Reading) -> Fields:
    """The fields of a page."""
    title = _meta(reading, TITLE_METAS) or _table_title(reading) or find_title(reading)
    return Fields(
        title=title,
        published=find_published(reading),
        written=find_written(reading),
        source=_named(reading, "source", MAX_SOURCE_CHARS)
        or _meta_name(reading, SOURCE_METAS, MAX_SOURCE_CHARS)
        or _beside_date(reading),
        author=_named(reading, "author", MAX_AUTHOR_CHARS) or _meta_name(reading, AUTHOR_METAS, MAX_AUTHOR_CHARS),
        issuer=_named(reading, "issuer", MAX_SOURCE_CHARS),
        doc_number=_numbered(reading) or _number_line(reading) or (doc_numbers.in_title(title) if title else None),
        index_number=_index_number(reading),
        subject=_named(reading, "subject", MAX_SOURCE_CHARS),
        keywords=_keywords(reading),
        column=find_column(reading, title.value if title else ""),
        site_name=_meta_name(reading, SITE_METAS, MAX_SOURCE_CHARS),
        site_code=_site_code(reading),
    )


def _beside_date(reading: Reading) -> Found | None:
    """A name that stands alone beside the date above the text: 2019-07-12 09:00 某某在线."""
    for number in range(reading.body_start - 1, max(-1, reading.body_start - ABOVE_LINES), -1):
        line = reading.lines[number]
        date = find_date(line.text) if reading.kept and is_dateline(line) else None
        if date:
            name = _NAME_BESIDE.fullmatch(line.text[: date.start] + line.text[date.end :])
            return Found(name["name"], line.text, "name beside the date") if name else None
    return None


def _index_number(reading: Reading) -> Found | None:
    for particular in reading.labels_of("index_number"):
        number = "".join(particular.value.split())
        if _INDEX_NUMBER.fullmatch(number):
            return Found(number, particular.text, f"label {particular.label}")
    return None


def _keywords(reading: Reading) -> Found | None:
    """The page's keywords, joined by 、; those of <meta> where it has fewer than a search engine's bait."""
    for particular in reading.labels_of("keywords"):
        words = split_keywords(particular.value)
        if words:
            return Found("、".join(words), particular.text, f"label {particular.label}")
    meta = reading.meta(KEYWORD_METAS)
    words = split_keywords(meta.content) if meta else ()
    return Found("、".join(words), meta.content, "<meta keywords>") if meta and words else None


def split_keywords(text: str) -> tuple[str, ...]:
    """The words of a list of keywords, none when one is a sentence or there are too many."""
    words = tuple(dict.fromkeys(filter(None, (word.strip() for word in _BETWEEN_KEYWORDS.split(text)))))
    return words if len(words) <= MAX_KEYWORDS and all(len(word) <= MAX_KEYWORD_CHARS for word in words) else ()


def _meta(reading: Reading, names: tuple[str, ...]) -> Found | None:
    meta = reading.meta(names)
    if meta is None or not key(meta.content) or len(meta.content) > 200:
        return None
    return Found(meta.content, meta.content, f"<meta {meta.name}>")


def _table_title(reading: Reading) -> Found | None:
    """标题 in a table of particulars; 名称 alone is as often the name of something the notice is about."""
    for particular in reading.labels_of("title"):
        if len(key(particular.value)) >= 4:
            return Found(particular.value, particular.text, f"label {particular.label}")
    return None


def _meta_name(reading: Reading, names: tuple[str, ...], max_chars: int) -> Found | None:
    meta = reading.meta(names)
    name = clean_name(meta.content, max_chars) if meta else None
    return Found(name, meta.content, f"<meta {meta.name}>") if meta and name else None


def _site_code(reading: Reading) -> Found | None:
    """The six digits of an administrative unit that a government site's code (网站标识码) begins with."""
    meta = reading.meta(SITE_CODE_METAS)
    code = _SITE_CODE.fullmatch(meta.content.strip()) if meta else None
    return Found(code[1], meta.content, f"<meta {meta.name}>") if meta and code else None


def _named(reading: Reading, field: str, max_chars: int) -> Found | None:
    for particular in reading.labels_of(field):
        name = clean_name(particular.value, max_chars)
        if name:
            return Found(name, particular.text, f"label {particular.label}")
    return None


def _numbered(reading: Reading) -> Found | None:
    for particular in reading.labels_of("doc_number"):
        if any(char.isdigit() for char in particular.value):
            return Found("".join(particular.value.split()), particular.text, f"label {particular.label}")
    return None


def _number_line(reading: Reading) -> Found | None:
    """A line that is a document number, at the head of the text or between title and text."""
    start = max(0, reading.body_start - doc_numbers.HEAD_LINES)
    head = [*range(start, reading.body_start), *reading.kept[: doc_numbers.HEAD_LINES]]
    return doc_numbers.standing_alone(reading.lines[number] for number in head)


def read_body_fields(document: Document) -> Fields:
    """What a clean text says of itself: the number at its head, the date under its signature."""
    reading = Reading(document, (), tuple(range(len(document.lines))))
    return Fields(written=find_signature_date(reading), doc_number=_number_line(reading))
