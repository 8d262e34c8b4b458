"""Where the page's own notice ends, on portals that print further articles below it without end.

Such a page is only cut where it says itself what its text is: below the line its <meta> description begins with.
"""

from __future__ import annotations

from dataclasses import replace

from noticesearch.text.normalise import normalise
from noticesearch_indexer.extraction import chrome_rules as rules
from noticesearch_indexer.extraction.dates import find_date
from noticesearch_indexer.extraction.document import Block, Document, Line, key
from noticesearch_indexer.extraction.score import LINK_SHARE

ANCHOR_CHARS = 20  # of the description must stand in one line
DATELINE_REACH = 6  # lines between a headline and its date
FEED_LINK_SHARE = 0.2  # of the lines below are headlines that are links
HEADLINE_WORDS = 8


def without_further_articles(document: Document, titles: tuple[str, ...]) -> Document:
    """*document* up to the next article's headline or the heading of a feed; unchanged where it has neither."""
    anchor = _anchor(document)
    if anchor is None:
        return document
    for number in range(anchor + 1, len(document.lines)):
        if _is_headline(document.lines, number, titles) or _is_feed(document.lines, number):
            return _cut(document, number)
    return document


def _anchor(document: Document) -> int | None:
    """The line that the page's description begins with."""
    described = next((meta.content for meta in document.metas if meta.name in ("description", "og:description")), "")
    opening = key(described[: 4 * ANCHOR_CHARS])[:ANCHOR_CHARS]
    if len(opening) < ANCHOR_CHARS:
        return None
    for number, line in enumerate(document.lines):
        if line.words >= ANCHOR_CHARS // 2 and line.linked < LINK_SHARE and opening in key(line.text):
            return number
    return None


def _is_headline(lines: tuple[Line, ...], number: int, titles: tuple[str, ...]) -> bool:
    """Whether another article begins here: an <h1> that is not the title, its date just below."""
    line = lines[number]
    if line.tag != "h1" or line.words < HEADLINE_WORDS or any(key(line.text) in title for title in titles):
        return False
    below = lines[number + 1 : number + 1 + DATELINE_REACH]
    return any(one.words < 20 and find_date(one.text) is not None for one in below)


def _is_feed(lines: tuple[Line, ...], number: int) -> bool:
    """Whether this line heads recommended articles, most of what follows being their linked headlines."""
    if lines[number].words > rules.TOOL_MAX_WORDS or not rules.FEED_HEADING.match(normalise(lines[number].text)):
        return False
    below = lines[number + 1 :]
    links = sum(line.linked > LINK_SHARE and line.words >= HEADLINE_WORDS for line in below)
    return links >= FEED_LINK_SHARE * len(below)


def _cut(document: Document, end: int) -> Document:
    """The document's lines before *end*, and the blocks that begin before it."""
    blocks = tuple(
        Block(block.tag, block.names, block.parent, min(block.start, end), min(block.end, end))
        for block in document.blocks
    )
    return replace(document, lines=document.lines[:end], blocks=blocks)
