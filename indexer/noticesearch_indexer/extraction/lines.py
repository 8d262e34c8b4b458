"""HTML to lines, while BeautifulSoup reads it: no tree is built. The only module that imports BeautifulSoup.

What BeautifulSoup's parser meets goes to the line builder at once; building its tree took half of the time of a page
and most of the memory (docs/decisions/0005). Nothing recurses: pages nest 100,000 tags deep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder  # bs4.builder has it too, but only at run time, unseen by type checkers
from lxml import etree

from noticesearch_indexer.extraction.containers import is_known
from noticesearch_indexer.extraction.document import Document, Meta, collapse
from noticesearch_indexer.extraction.line_builder import Element, LineBuilder, element

_SILENT_TAGS = frozenset(
    "audio button canvas iframe input noscript object rp rt script select style svg template textarea video".split()
)
_HEAD_TAGS = frozenset(("meta", "link", "title"))
MAX_METAS = 500  # a page has some thirty

Attributes = Mapping[str, Any]  # Any: BeautifulSoup's own type; the values that parsers give are strings


def read_html(html: str) -> Document:
    """The lines, blocks and head of a page; *html* comes precleaned and within its limits."""
    page = _Page()
    BeautifulSoup(html, builder=_Parser(page))
    return page.document()


class _Page:
    """A page under way: open elements, the head's words, and the line builder."""

    def __init__(self) -> None:
        self._builder = LineBuilder()
        self._open: list[Element | str] = []  # the elements in the builder, by tag those that it does not see
        self._open_tags: Counter[str] = Counter()
        self._unseen = 0  # open elements whose text is not shown: silent ones and all within
        self._title: list[str] = []
        self._in_title = False
        self._metas: list[Meta] = []
        self._canonical: list[str] = []
        self._elements: dict[tuple[str, str, str, str], Element] = {}  # the same few over and over

    def document(self) -> Document:
        """What was read."""
        while self._open:
            self._close_last()
        lines, blocks, files = self._builder.finish()
        links = (*self._canonical, *(meta.content for meta in self._metas if meta.name == "og:url"))
        return Document(lines, blocks, tuple(self._metas), collapse("".join(self._title)), links, files)

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        self._open_tags[tag] += 1
        if self._unseen or tag in _HEAD_TAGS or tag in _SILENT_TAGS or _is_hidden(attributes):
            if tag in _HEAD_TAGS and not self._unseen:
                self._head(tag, attributes)
            self._unseen += 1
            self._open.append(tag)
            return
        made = self._element(tag, attributes)
        if made.is_silent:
            self._unseen += 1
            self._open.append(tag)
            return
        self._open.append(made)
        self._builder.open(made)

    def end(self, tag: str) -> None:
        """A tag closes, and with it those within it that never did; a stray closer closes nothing."""
        if self._open_tags[tag]:
            while self._close_last() != tag:
                pass

    def _close_last(self) -> str:
        last = self._open.pop()
        tag = last if isinstance(last, str) else last.tag
        self._open_tags[tag] -= 1
        if isinstance(last, str):
            self._unseen -= 1
            self._in_title = False
        else:
            self._builder.close(last)
        return tag

    def text(self, words: str) -> None:
        """Text between tags."""
        if not self._unseen:
            self._builder.add_text(words)
        elif self._in_title:
            self._title.append(words)

    def _element(self, tag: str, attributes: Attributes) -> Element:
        # <a name=...> is an anchor, Word leaves many.
        href = str(attributes.get("href") or "") if tag == "a" else ""
        key = tag, str(attributes.get("id") or ""), str(attributes.get("class") or ""), href
        if key not in self._elements:
            self._elements[key] = element(tag, _names(*key[1:3]), href)
        return self._elements[key]

    def _head(self, tag: str, attributes: Attributes) -> None:
        """Take in a <meta>, <link> or <title>, wherever on the page it stands."""
        if tag == "title":
            self._in_title = not self._title
        elif tag == "meta":
            name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
            content = attributes.get("content")
            if name and content and len(self._metas) < MAX_METAS:
                self._metas.append(Meta("".join(str(name).split()).lower(), collapse(str(content))))
        elif "canonical" in str(attributes.get("rel") or "").split() and attributes.get("href"):
            self._canonical.append(str(attributes["href"]).strip())


class _Events:
    """What the parser calls; text comes in pieces, so it goes on only when something else begins."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._words: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        self._end_text()
        self._page.start(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag closes."""
        self._end_text()
        self._page.end(tag)

    def data(self, text: str) -> None:
        """A piece of text."""
        self._words.append(text)

    def comment(self, _: str) -> None:
        """A comment, which parts two texts."""
        self._end_text()

    def pi(self, _: str, __: str) -> None:
        """A processing instruction, which is no text either."""
        self._end_text()

    def close(self) -> None:
        """The end of the page."""
        self._end_text()

    def _end_text(self) -> None:
        if self._words:
            self._page.text("".join(self._words))
            self._words.clear()


class _Parser(LXMLTreeBuilder):
    """BeautifulSoup's lxml parser, reporting to the page instead of to a tree."""

    def __init__(self, page: _Page) -> None:
        super().__init__()
        self._events: Any = _Events(page)  # Any: the stubs want bytes too, which lxml gives for no text

    def default_parser(self, encoding: str | None) -> etree.HTMLParser:
        """The parser that BeautifulSoup feeds."""
        return etree.HTMLParser(target=self._events, recover=True, huge_tree=True, encoding=encoding)


def _is_hidden(attributes: Attributes) -> bool:
    style = attributes.get("style")
    if not style or "display:none" not in str(style).replace(" ", "").lower():
        return False
    return not any(map(is_known, _names(str(attributes.get("id") or ""), str(attributes.get("class") or ""))))


def _names(identifier: str, classes: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in (identifier, *classes.split()) if name.strip())
