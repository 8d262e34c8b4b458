"""A PDF or DOCX file as a page: told by its bytes, read by its own module, judged as a page without chrome."""

from __future__ import annotations

from dataclasses import replace

from noticesearch.notice import Content, Evidence, Page, Rejection
from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.attachments import attachments
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Document, Line, Meta, line
from noticesearch_indexer.extraction.documents.docx import PROTECTED, read_docx
from noticesearch_indexer.extraction.documents.pdf import read_pdf
from noticesearch_indexer.extraction.documents.printed import Printed
from noticesearch_indexer.extraction.documents.title import Place, find_place, is_number_line
from noticesearch_indexer.extraction.dump_score import judge_dump
from noticesearch_indexer.extraction.dumps import read_text_page
from noticesearch_indexer.extraction.fields import read_fields
from noticesearch_indexer.extraction.reading import Found, Reading
from noticesearch_indexer.extraction.record import content_of
from noticesearch_indexer.extraction.score import CERTAIN_CHROME, Verdict
from noticesearch_indexer.extraction.trim import is_dateline

MAX_BYTES = 20_000_000
PDF_MARK, ZIP_MARK, DOCX_MEMBER = b"%PDF-", b"PK\x03\x04", b"word/document.xml"
OLE_MARK, PROTECTED_PACKAGE = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
MAX_DATE_CHARS = 20  # 二〇二〇年十二月二十三日, with blanks
_MARK_REACH = 1024  # a PDF may have something before its mark
_TEXT, _ABOVE, _TITLE, _DATE, _NUMBER = (
    Verdict(1.0, "text"),
    Verdict(-1.0, "above the title"),
    Verdict(-0.4, "title"),
    Verdict(-0.4, "date"),
    Verdict(-0.4, "document number"),
)


def is_document(page: Page) -> bool:
    """Whether the page is a PDF or DOCX file by its bytes, whatever its name says; a protected DOCX by both."""
    is_docx = page.content.startswith(ZIP_MARK) and DOCX_MEMBER in page.content
    return _is_pdf(page) or is_docx or _is_protected_docx(page)


def _is_protected_docx(page: Page) -> bool:
    """Whether Word has locked the file: it is then wrapped as an old Office file."""
    return page.kind == "docx" and page.content.startswith(OLE_MARK) and PROTECTED_PACKAGE in page.content


def _is_pdf(page: Page) -> bool:
    """Whether the bytes begin with a PDF's mark; with something before it only where the name says PDF too."""
    head = page.content[:_MARK_REACH].lstrip()
    return head.startswith(PDF_MARK) or (page.kind == "pdf" and PDF_MARK in head and not head.startswith(b"<"))


def read_document(page: Page) -> Content | Rejection:
    """The content of a page for which `is_document` holds."""
    printed = _printed(page)
    if isinstance(printed, Rejection):
        return printed
    reading, title = _reading(printed, page.url)
    fields = read_fields(reading)
    if title:
        fields = replace(fields, title=title)
    if fields.written is None and not printed.is_web_page:
        fields = replace(fields, written=_signed_before_attachments(reading))
    return content_of(
        fields,
        reading.body,
        "content" if reading.kept else "empty",
        given=page.given,
        url=page.url,
        attached=attachments(reading),
        notes=_cut_note(printed),
    )


def read_lines(page: Page) -> Reading | Rejection:
    """The lines of such a page, and which of them are its body."""
    printed = _printed(page)
    return printed if isinstance(printed, Rejection) else _reading(printed, page.url)[0]


def _printed(page: Page) -> Printed | Rejection:
    if len(page.content) > MAX_BYTES:
        size = f"{len(page.content):,} bytes; documents up to {MAX_BYTES:,} are read"
        return Rejection(page.origin, "limit", f"the file has {size}")
    if _is_protected_docx(page):
        return Rejection(page.origin, "read", PROTECTED)
    return read_pdf(page) if _is_pdf(page) else read_docx(page)


def _reading(printed: Printed, url: str | None) -> tuple[Reading, Found | None]:
    """The document's lines and its title; what a browser printed is read as the dump of a page."""
    lines = tuple(line(paragraph.text) for paragraph in printed.paragraphs)
    place = find_place(printed)
    if not printed.is_web_page or not _has_chrome(lines):
        return _below_title(lines, place, url), Found(place.title, place.title, place.rule) if place.title else None
    reading = read_text_page(Document(lines, title=printed.title), url)
    if reading.kept:
        return reading, None
    return _below_title(lines, Place(), url), None


def _has_chrome(lines: tuple[Line, ...]) -> bool:
    """Whether there are lines that only a web page has: 版权所有, 网站标识码, 当前位置."""
    return any(verdict.score <= CERTAIN_CHROME for verdict in judge_dump(lines))


def _below_title(lines: tuple[Line, ...], place: Place, url: str | None) -> Reading:
    """Everything below the title is text, but for lines of number, date and source just below it."""
    start = place.end
    while start < len(lines) - 1 and place.title and (is_dateline(lines[start]) or is_number_line(lines[start].text)):
        start += 1
    verdicts = [_ABOVE] * place.start + [_TITLE] * (place.end - place.start)
    verdicts += [_NUMBER if is_number_line(each.text) else _DATE for each in lines[place.end : start]]
    verdicts += [_TEXT] * (len(lines) - start)
    metas = (Meta("articletitle", place.title),) if place.title else ()
    kept = tuple(range(start, len(lines)))
    return Reading.of(Document(lines, metas=metas), tuple(verdicts), kept, start=start, url=url)


def _signed_before_attachments(reading: Reading) -> Found | None:
    """The first date that stands alone under a signature: what is attached comes below it."""
    for number in reading.kept[1:]:
        text = reading.lines[number].text
        date = find_date(text) if len(text) <= MAX_DATE_CHARS else None
        is_alone = date and date.start <= 1 and date.end >= len(text) - 1
        if date and is_alone and rules.SIGNATURE.match(reading.lines[number - 1].text):
            return Found(date.iso, text, "date under the signature")
    return None


def _cut_note(printed: Printed) -> tuple[Evidence, ...]:
    if not printed.unread:
        return ()
    text = f"the last {printed.unread:,} {printed.unit} of the document are beyond the limit and were not read"
    return (Evidence("limit", str(printed.unread), text, "size limit", "page"),)
