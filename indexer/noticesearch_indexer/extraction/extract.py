"""One page in, its content without chrome out, or the reason why it has none.

Never raises on what a page holds, and loses no notice: where no body is found but much text, everything but certain
chrome is kept and the content says `how="fallback"`.
"""

from __future__ import annotations

from dataclasses import replace

from noticesearch.notice import Content, Evidence, How, Page, Rejection
from noticesearch_indexer.extraction.address import find_address
from noticesearch_indexer.extraction.attachments import attachments
from noticesearch_indexer.extraction.binary import kind_of
from noticesearch_indexer.extraction.decode import decode
from noticesearch_indexer.extraction.document import visible
from noticesearch_indexer.extraction.documents import is_document, read_document
from noticesearch_indexer.extraction.dumps import read_dump, read_text_page
from noticesearch_indexer.extraction.fields import Fields, read_body_fields, read_fields
from noticesearch_indexer.extraction.headings import marked
from noticesearch_indexer.extraction.html_pages import read_html_page
from noticesearch_indexer.extraction.kinds import look
from noticesearch_indexer.extraction.lines import read_html
from noticesearch_indexer.extraction.preclean import preclean
from noticesearch_indexer.extraction.reading import Reading
from noticesearch_indexer.extraction.record import content_of
from noticesearch_indexer.extraction.score import CERTAIN_CHROME, LINK_SHARE
from noticesearch_indexer.extraction.unwrapping import unwrapped

MAX_BYTES = 20_000_000  # the largest real page seen has 2 MB; sources.limits lets no larger file through either
MAX_DUMP_CHARS = 1_500_000  # the longest law has 120,000; HTML has markup beside its text and may be longer
FALLBACK_WORDS = 200  # unlinked words on a page without a body, for all of it to be kept
MENU_SCORE = -0.3  # lines of a dump at or below may be menu entries, whose links are lost: they do not count


def extract(page: Page, *, known_names: bool = True) -> Content | Rejection:
    """The content of *page*; `known_names=False` finds HTML bodies without the names of known content containers."""
    if is_document(page):
        return read_document(page)
    if page.kind in ("pdf", "docx"):  # by its name only: a server's error page, most often
        page = replace(page, kind=None)
    text = text_of(page)
    if isinstance(text, Rejection):
        return text
    kind = page.kind or look(text)
    if kind == "body":
        content = _given_body(page, text)
    else:
        reading = reading_of(page, text, known_names=known_names)
        content = _content(page, reading, _cut_note(len(text), reading.dropped_chars))
    if not content.title and not content.body:
        words = "no title and no text was found: the page holds only navigation, scripts or images"
        return Rejection(page.origin, "content", words)
    return content


def text_of(page: Page) -> str | Rejection:
    """The page's text, invisible characters gone and line ends made one."""
    size = len(page.content)
    if not page.content:
        return Rejection(page.origin, "read", "the file is empty (0 bytes)")
    if size > MAX_BYTES:
        return Rejection(page.origin, "limit", f"the file has {size:,} bytes; pages up to {MAX_BYTES:,} are read")
    binary = kind_of(page.content)
    if binary:
        return Rejection(page.origin, "decode", f"expected a page of HTML or text, found {binary}")
    text = visible(decode(page.content, page.charset).text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Rejection(page.origin, "read", f"the file holds only blanks ({size:,} bytes)")
    return text


def reading_of(page: Page, text: str, *, known_names: bool = True) -> Reading:
    """The lines of a page whose text is *text*, judged, and which of them are its body."""
    if (page.kind or look(text)) == "html":
        cleaned = preclean(text)
        document = read_html(cleaned.html)
        url = page.url or find_address(document.links, text)
        reading = read_html_page(document, url, known_names=known_names)
        return replace(reading, dropped_chars=cleaned.dropped_chars)
    lines = read_dump(unwrapped(text[:MAX_DUMP_CHARS]))
    reading = read_text_page(lines, page.url, common=frozenset(page.common_lines))
    return replace(reading, dropped_chars=max(0, len(text) - MAX_DUMP_CHARS))


def _given_body(page: Page, text: str) -> Content:
    """A record's clean text: the body as it is, fields as given, else from the text's own head and signature."""
    return content_of(read_body_fields(read_dump(text)), text.strip("\n"), "given", given=page.given, url=page.url)


def _content(page: Page, reading: Reading, notes: tuple[Evidence, ...]) -> Content:
    fields: Fields = read_fields(reading)
    body, how = reading.body, how_of(reading)
    if how == "fallback":
        body = "\n".join(reading.lines[number].text for number in all_but_chrome(reading))
    found = attachments(reading)
    by_element = marked(reading.lines[number] for number in reading.kept)
    url = reading.url
    return content_of(fields, body, how, given=page.given, url=url, attached=found, notes=notes, marked=by_element)


def how_of(reading: Reading) -> How:
    """Whether the page has a body, is kept but for certain chrome, or has only a title."""
    if reading.kept:
        return "content"
    least = CERTAIN_CHROME if reading.document.blocks else MENU_SCORE
    words = sum(reading.lines[number].words for number in all_but_chrome(reading, least))
    return "fallback" if words >= FALLBACK_WORDS else "empty"


def _cut_note(total: int, dropped: int) -> tuple[Evidence, ...]:
    """Says in the evidence that a page was too long to be read whole."""
    if not dropped:
        return ()
    text = f"the page has {total:,} characters; the last {dropped:,} are beyond the limit and were not read"
    return (Evidence("limit", str(dropped), text, "size limit", "page"),)


def all_but_chrome(reading: Reading, score: float = CERTAIN_CHROME) -> tuple[int, ...]:
    """The numbers of the unlinked lines that are better than *score*."""
    judged = enumerate(zip(reading.lines, reading.verdicts, strict=True))
    return tuple(number for number, (line, verdict) in judged if verdict.score > score and line.linked <= LINK_SHARE)
