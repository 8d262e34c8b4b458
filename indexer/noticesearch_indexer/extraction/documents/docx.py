"""DOCX to paragraphs and table rows. The only module that imports python-docx (extra `formats`).

The package is opened by python-docx and its body walked here: its own iterators leave out inserted text, content
controls and text boxes. Deleted and hidden text, headers, footers and page numbers are left out; notes come last.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.extraction.document import collapse
from noticesearch_indexer.extraction.documents.docx_styles import Styles, is_hidden
from noticesearch_indexer.extraction.documents.printed import Paragraph, Printed
from noticesearch_indexer.extraction.documents.xml_access import child, local_name

MISSING = "reading DOCX files needs the package python-docx; install noticesearch[formats]"
PROTECTED = "the DOCX file is protected by a password; save it without one"
MAX_UNPACKED_BYTES, MAX_TEXT_BYTES = 120_000_000, 30_000_000  # all members; one XML member, parsed into a tree
MAX_MEMBERS, MAX_RATIO, RATIO_FREE_BYTES = 5_000, 200, 1_000_000
MAX_CHARS = 2_000_000
_TRANSPARENT = frozenset("sdt sdtContent ins moveTo customXml smartTag AlternateContent Choice hyperlink body".split())
_SILENT = frozenset(
    "del moveFrom Fallback pPr rPr tblPr tblGrid trPr tcPr sectPr instrText txbxContent rt".split()
)  # rt: how a word is read aloud
_TABLE, _NOTES = "tbl", ("footnote", "endnote")


def read_docx(page: Page) -> Printed | Rejection:
    """The paragraphs of a DOCX file, or why they cannot be read."""
    refusal = _refusal(page.content)
    if refusal:
        return Rejection(page.origin, "limit", refusal)
    try:
        opened: Any = import_module("docx").Document(io.BytesIO(page.content))  # Any: XML elements have no types
        styles = Styles(opened.styles.element, _numbering(opened))
        blocks = [*_blocks(opened.element.body, styles), *_notes(opened, styles)]
        title = str(opened.core_properties.title or "")
    except ImportError:
        return Rejection(page.origin, "read", MISSING)
    except MemoryError:
        raise
    except Exception as error:  # python-docx checks little: a damaged file raises whatever its damage leads to
        return Rejection(page.origin, "read", _told(error))
    return _printed(blocks, title, page.origin)


def _numbering(opened: Any) -> Any | None:  # Any: XML elements have no types
    return next((part.element for part in _parts(opened, "numbering")), None)


def _parts(opened: Any, kind: str) -> Iterator[Any]:  # Any: XML elements have no types
    related = opened.part.rels.values()
    return (each.target_part for each in related if not each.is_external and each.reltype.endswith(f"/{kind}"))


def _notes(opened: Any, styles: Styles) -> Iterator[Paragraph]:  # Any: XML elements have no types
    """The footnotes, then the endnotes; python-docx has neither, so they are parsed as it parses the rest."""
    parse = import_module("docx.oxml").parse_xml
    for part in (*_parts(opened, "footnotes"), *_parts(opened, "endnotes")):
        for note in parse(part.blob):
            if local_name(note) in _NOTES:
                yield from (replace(each, is_heading=False) for each in _blocks(note, styles))


def _told(error: Exception) -> str:
    said = collapse(str(error))
    if isinstance(error, RuntimeError) and "encrypted" in said:  # zipfile's words
        return PROTECTED
    return f"not a readable DOCX file: {type(error).__name__}: {said[:160]}"


def _refusal(content: bytes) -> str | None:
    """Why the package is not opened: a bomb would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (OSError, ValueError, RuntimeError, zipfile.BadZipFile):
        return None  # python-docx will say what is wrong
    if len(members) > MAX_MEMBERS:
        return f"the document has {len(members):,} members; up to {MAX_MEMBERS:,} are read"
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        return f"the document has more than {MAX_UNPACKED_BYTES:,} bytes unpacked"
    for member in members:
        if member.file_size > max(RATIO_FREE_BYTES, MAX_RATIO * member.compress_size):
            return f"the document is packed more than {MAX_RATIO} times, as zip bombs are"
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MAX_TEXT_BYTES:
            return f"the document's text has {member.file_size:,} bytes; up to {MAX_TEXT_BYTES:,} are read"
    return None


def _printed(blocks: list[Paragraph], title: str, origin: str) -> Printed | Rejection:
    kept: list[Paragraph] = []
    chars = 0
    for block in blocks:
        chars += len(block.text)
        if chars <= MAX_CHARS:
            kept.append(block)
    if not kept:
        return Rejection(origin, "content", "the DOCX file holds no text; it is empty or holds only pictures")
    return Printed(tuple(kept), title, max(0, chars - MAX_CHARS), "characters")


def _blocks(parent: Any, styles: Styles) -> Iterator[Paragraph]:  # Any: XML elements have no types
    """The paragraphs and rows within *parent*; the XML parser allows 256 levels, so this may recurse."""
    for element in parent:
        name = local_name(element)
        if name == "p":
            yield from _paragraph(element, styles)
        elif name == _TABLE:
            yield from _rows(element, styles)
        elif name in _TRANSPARENT:
            yield from _blocks(element, styles)


def _paragraph(element: Any, styles: Styles) -> Iterator[Paragraph]:  # Any: XML elements have no types
    for box in _text_boxes(element):
        yield from _blocks(box, styles)
    form = styles.form_of(element)
    label = styles.label_of(element)
    for number, piece in enumerate(_text(element).split("\n")):
        text = collapse((label if number == 0 else "") + piece)
        if text and text != label:
            yield Paragraph(text.replace("\t", " "), form.size, form.is_centred, form.is_heading)


def _text_boxes(element: Any) -> Iterator[Any]:  # Any: XML elements have no types
    """The text boxes anchored in a paragraph, each once: the copies for old programs are left out."""
    for inner in element:
        name = local_name(inner)
        if name == "txbxContent":
            yield inner
        elif name != "Fallback":
            yield from _text_boxes(inner)


def _text(element: Any) -> str:  # Any: XML elements have no types
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:  # Any: XML elements have no types
    for inner in element:
        name = local_name(inner)
        if name == "t":
            yield inner.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in _SILENT and not (name == "r" and is_hidden(inner)):
            yield from _pieces(inner)


def _rows(table: Any, styles: Styles) -> Iterator[Paragraph]:  # Any: XML elements have no types
    """Each row as a line of cells joined by tabs; a table of one column is layout, its paragraphs stand alone."""
    for row in _named(table, "tr"):
        if child(child(row, "trPr"), "del") is not None:
            continue
        cells = list(_named(row, "tc"))
        if len(cells) == 1:
            yield from _blocks(cells[0], styles)
            continue
        texts = [" ".join(each.text for each in _blocks(cell, styles)).replace("\t", " ") for cell in cells]
        text = collapse("\t".join(text for text in texts if text))
        if text:
            yield Paragraph(text)


def _named(parent: Any, wanted: str) -> Iterator[Any]:  # Any: XML elements have no types
    for element in parent:
        name = local_name(element)
        if name == wanted:
            yield element
        elif name in _TRANSPARENT:
            yield from _named(element, wanted)
