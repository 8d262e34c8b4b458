"""PDF to printed lines. The only module that imports pypdfium2 (extra `formats`).

pdfium gives characters in the order in which they were printed, with their boxes; lines are made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.extraction.document import collapse
from noticesearch_indexer.extraction.documents.pdf_layout import lines_of
from noticesearch_indexer.extraction.documents.pdf_lines import Glyph, PdfLine
from noticesearch_indexer.extraction.documents.pdf_paragraphs import paragraphs_of
from noticesearch_indexer.extraction.documents.pdf_rules import Ruling
from noticesearch_indexer.extraction.documents.pdf_strokes import Stroke, Strokes
from noticesearch_indexer.extraction.documents.printed import Printed

MISSING = "reading PDF files needs the package pypdfium2; install noticesearch[formats]"
MAX_PAGES = 1_000
MAX_CHARS = 1_000_000  # a second or two for the loop over characters
SCANNED = "the PDF file holds no text: it is a scan or consists of pictures; it needs text recognition (OCR) first"
_MAX_EMPTY_PAGES = 200  # in a row without a character: a scan, or a page tree that repeats itself
_BROWSERS = ("Mozilla/", "wkhtmltopdf")  # of the field Creator
_BROKEN_HYPHEN = (0x02, 0xFFFE)  # pdfium's signs for a hyphen at a line's end


def read_pdf(page: Page) -> Printed | Rejection:
    """The paragraphs of a PDF file, or why they cannot be read."""
    try:
        pdfium: Any = import_module("pypdfium2")  # Any: its page objects have no types that mypy follows
    except ImportError:
        return Rejection(page.origin, "read", MISSING)
    try:
        with pdfium.PdfDocument(page.content) as document:
            title = str(document.get_metadata_value("Title"))
            is_web_page = str(document.get_metadata_value("Creator")).startswith(_BROWSERS)
            lines, unread = _lines(document, pdfium)
    except (pdfium.PdfiumError, ValueError, OSError) as error:
        return Rejection(page.origin, "read", _told(error))
    paragraphs = paragraphs_of(lines)
    if not paragraphs:
        return Rejection(page.origin, "content", SCANNED)
    return Printed(paragraphs, title, unread, "pages", is_web_page)


def _told(error: Exception) -> str:
    said = str(error)
    if "assword" in said:
        return "the PDF file is protected by a password"
    return f"not a readable PDF file: {collapse(said)[:160]}"


def _lines(document: Any, pdfium: Any) -> tuple[list[PdfLine], int]:  # Any: see read_pdf
    """The lines of the pages up to the limits, and how many pages were not read."""
    lines: list[PdfLine] = []
    strokes = Strokes(pdfium.raw)
    chars = empty = 0
    pages = len(document)
    for number in range(pages):
        if number >= MAX_PAGES or chars >= MAX_CHARS or empty >= _MAX_EMPTY_PAGES:
            return lines, pages - number
        read = _page(document, number, pdfium, strokes)
        chars += len(read.glyphs)
        empty = 0 if read.glyphs else empty + 1
        lines += lines_of(read.glyphs, number, read.size, Ruling.of(read.strokes, read.size[1]))
    return lines, 0


@dataclass(frozen=True, slots=True)
class _Read:
    """A page's characters and strokes (x, y, x, y), its width and height in points."""

    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)


def _page(document: Any, number: int, pdfium: Any, strokes: Strokes) -> _Read:  # Any: see read_pdf
    """What is printed on a page; nothing where the page is damaged."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return _Read()
    try:
        text = page.get_textpage()
        try:
            glyphs = list(_glyphs(text, pdfium.raw))
        finally:
            text.close()
        return _Read(glyphs, strokes.of(page.raw) if glyphs else [], page.get_size())
    except pdfium.PdfiumError:
        return _Read()
    finally:
        page.close()


def _glyphs(text: Any, raw: Any) -> Iterator[Glyph]:  # Any: see read_pdf
    for index in range(min(text.count_chars(), MAX_CHARS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0x0D, 0x0A):
            yield Glyph("\n", 0.0, 0.0, 0.0, 0.0)
        elif code in _BROKEN_HYPHEN or (code > 0x1F and not 0xD800 <= code < 0xE000):
            left, bottom, right, top = text.get_charbox(index, loose=True)
            char = "-" if code in _BROKEN_HYPHEN else chr(code)
            guessed = char == " " and raw.FPDFText_IsGenerated(text, index) == 1
            yield Glyph(char, left, bottom, right, top, guessed)
