"""A page as a text dump of it reads: one block a line, a table row a line with tabs between its cells, chrome and all.

A reader of its own, not the extraction's, so that the two share no mistake.
"""

from __future__ import annotations

import re

import lxml.html

from noticesearch_indexer.extraction.decode import decode

_NEVER_TEXT = re.compile(
    r"<(script|style|noscript|template)\b.*?</\1\s*>|<!--.*?-->|</(?:body|html)\s*>", re.DOTALL | re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = frozenset(
    """
    address article aside blockquote body br button caption center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section select table tbody td tfoot th thead tr ul
    """.split()
)
_SILENT = frozenset("head iframe object svg textarea title".split())
_MAX_ROW_CHARS = 600  # a longer row is page layout


def dump(html: bytes) -> str:
    """The text of a page as a browser would save it."""
    text = _DECLARATION.sub("", _NEVER_TEXT.sub(" ", decode(html).text.replace("\x00", "")))
    root = lxml.html.document_fromstring(text)
    pieces: list[str] = []
    _walk(root, pieces)
    lines = (re.sub(r"[^\S\t]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(element: lxml.html.HtmlElement, pieces: list[str]) -> None:
    """Labelled pages nest some thirty deep, so this may recurse."""
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    row = _row(element) if element.tag == "tr" else None
    edge = "\n" if element.tag in _BLOCKS else ""
    pieces.append(edge)
    if row is None:
        pieces.append(_blank(element.text))
        for child in element:
            _walk(child, pieces)
            pieces.append(_blank(child.tail))
    else:
        pieces.append(row)
    pieces.append(edge)


def _row(element: lxml.html.HtmlElement) -> str | None:
    """The row as one line, None where it lays out a page."""
    cells = [" ".join(str(cell.text_content()).split()) for cell in element if cell.tag in ("td", "th")]
    if element.find(".//table") is not None or sum(map(len, cells)) > _MAX_ROW_CHARS:
        return None
    return "\t".join(cells)


def _blank(text: str | None) -> str:
    return re.sub(r"[\n\t\r]+", " ", text or "")
