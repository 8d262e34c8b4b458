"""Where a document's title stands: the largest or centred lines above the text, not the letterhead.

A letterhead (某某县人民政府文件) is printed larger than the title below it, so form counts more than size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from noticesearch.text.runs import HAN
from noticesearch_indexer.document_numbers import YEAR_AND_NUMBER
from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import collapse, key, line
from noticesearch_indexer.extraction.documents.printed import Paragraph, Printed
from noticesearch_indexer.numbering import HAN_POINT, division

HEAD_PARAGRAPHS = 25  # letterhead, number, title; a title page has a dozen lines
TITLE_WORDS = (4, 80)
TITLE_LINES = 4
PROSE_WORDS, PROSE_MARKS = 30, 2  # such a paragraph is text: the title stands above it
SAME_SIZE = 0.08  # share by which lines of one title differ
LARGER = 1.12  # than the text, to stand out: 三号 over 四号 is 1.14
MIN_MERIT = 1.5
ORGAN_DEBT = 2.5  # of a line that is only an organ's name: a letterhead, unless 关于… follows in the same form
_LETTERHEAD = re.compile(rf"^[{HAN}\s（）()]{{0,30}}(?:文\s?件|公报|简报|专报|信息|公文|函件)$")
_NUMBER = re.compile(rf"{YEAR_AND_NUMBER}|^附\s?[件表]\s?\d{{0,3}}\s?[:：]?$")
_NUMBER_LINE = re.compile(rf"[{HAN}\s]{{1,20}}{YEAR_AND_NUMBER}")
_HAN = re.compile(f"[{HAN}]")
_NOT_TITLE = re.compile(rf"[：:；;。，,]$|^[（(].*[)）]$|^(?:目\s?录|{division('[章节条]')})|^{HAN_POINT}")
_FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|pptx?)$", re.IGNORECASE)
_TOOL = re.compile(r"^(?:Microsoft (?:Word|Office)\s?[-–]?\s?|PowerPoint[^-]{0,20}-\s?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """The title and the paragraphs [start, end) it is made of, by which rule; "" and 0, 0 when there is none."""

    title: str = ""
    start: int = 0
    end: int = 0
    rule: str = ""


def find_place(printed: Printed) -> Place:
    """The title of a document, else its property of that name, else nothing."""
    paragraphs = printed.paragraphs[: _first_prose(printed.paragraphs)]
    text_size = _text_size(printed.paragraphs)
    best, most = Place(), MIN_MERIT
    for place in _candidates(paragraphs):
        merit = _merit(place, printed.paragraphs, text_size)
        if merit > most:
            best, most = place, merit
    if best.title:
        return best
    title = _property(printed.title)
    return Place(title, 0, 0, "title in the properties") if title else Place()


def is_number_line(text: str) -> bool:
    """Whether a line is a document number and nothing more: 织府发〔2020〕15号, 国家税务总局公告〔2020〕第3号."""
    return _NUMBER_LINE.fullmatch(text) is not None


def _first_prose(paragraphs: Sequence[Paragraph]) -> int:
    """The number of the first paragraph that is text."""
    for number, paragraph in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        counted = line(paragraph.text)
        if "\t" in paragraph.text or (counted.words >= PROSE_WORDS and counted.marks >= PROSE_MARKS):
            return number
    return min(HEAD_PARAGRAPHS, len(paragraphs))


def _text_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size of most of the text, 0 when none is given."""
    sizes = [each.size for each in paragraphs[:400] if each.size and len(each.text) >= PROSE_WORDS]
    return median(sizes or [each.size for each in paragraphs[:400] if each.size] or [0.0])


def _candidates(paragraphs: Sequence[Paragraph]) -> Iterator[Place]:
    """Lines that could be a title, and neighbours alike that could be one broken into lines."""
    for start, first in enumerate(paragraphs):
        title = ""
        for end in range(start + 1, min(start + TITLE_LINES, len(paragraphs)) + 1):
            piece = paragraphs[end - 1]
            if not _could_be_title(piece.text) or not _alike(first, piece):
                break
            title = _joined(title, piece.text)
            if TITLE_WORDS[0] <= line(title).words <= TITLE_WORDS[1] and len(_HAN.findall(title)) >= TITLE_WORDS[0]:
                yield Place(title, start, end, _rule(first))


def _could_be_title(text: str) -> bool:
    date = find_date(text)
    if date and len(text) - (date.end - date.start) <= 4:
        return False
    return not (_LETTERHEAD.match(text) or _NUMBER.search(text) or _NOT_TITLE.search(text))


def _alike(first: Paragraph, other: Paragraph) -> bool:
    near = abs(first.size - other.size) <= SAME_SIZE * max(first.size, other.size)
    return near and first.is_centred == other.is_centred and first.is_heading == other.is_heading


def _joined(title: str, piece: str) -> str:
    between = " " if title[-1:].isascii() and title[-1:].isalnum() and piece[:1].isascii() else ""
    return collapse(title + between + piece)


def _rule(first: Paragraph) -> str:
    if first.is_heading:
        return "heading of the document"
    return "centred line" if first.is_centred else "line that stands out"


def _merit(place: Place, paragraphs: Sequence[Paragraph], text_size: float) -> float:
    """How far the lines stand out and have the form of a title; whole groups before their pieces."""
    first = paragraphs[place.start]
    larger = first.size / text_size if text_size and first.size else 1.0
    merit = 3.0 * (rules.FORMAL_TITLE.match(place.title) is not None)
    merit += 2.0 * first.is_heading + 1.6 * first.is_centred
    merit += min(2.0, 4.0 * (larger - 1.0)) if larger >= LARGER else 0.0
    whole = place.end == len(paragraphs) or not (
        _could_be_title(paragraphs[place.end].text) and _alike(first, paragraphs[place.end])
    )
    apart = place.start == 0 or not (
        _could_be_title(paragraphs[place.start - 1].text) and _alike(first, paragraphs[place.start - 1])
    )
    if not first.is_centred and larger < LARGER:  # nothing but its form tells a line from the text around it
        whole = apart = place.end - place.start == 1
    merit -= ORGAN_DEBT * (rules.SIGNATURE.match(place.title) is not None)
    return merit + 0.5 * whole + 0.5 * apart - 0.05 * place.start if whole or place.end - place.start == 1 else 0.0


def _property(title: str) -> str:
    """The property without the program's own words; "" where it is a file's name or no Chinese."""
    plain = _FILE_NAME.sub("", _TOOL.sub("", collapse(title)))
    is_title = TITLE_WORDS[0] <= len(_HAN.findall(plain)) <= TITLE_WORDS[1] and len(key(plain)) >= TITLE_WORDS[0]
    return plain if is_title else ""
