"""HTML to lines, while BeautifulSoup reads it: no tree is built. The only module that imports BeautifulSoup.

BeautifulSoup's hooks for its parsers are overridden, so that each tag and text goes to the line builder at once;
building its tree took half of the time of a page and most of the memory (docs/decisions/0005). Nothing recurses: pages
nest 100,000 tags deep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

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
    _Reader(html, page)
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


class _Reader(BeautifulSoup):
    """BeautifulSoup over lxml, that hands on what its parser meets and keeps none of it."""

    def __init__(self, html: str, page: _Page) -> None:
        self._page = page
        self._words: list[str] = []
        super().__init__(html, "lxml")

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Any,  # Any: BeautifulSoup's own type
        sourceline: int | None = None,
        sourcepos: int | None = None,
        namespaces: dict[str, str] | None = None,
    ) -> Tag | None:
        """A tag opens."""
        self.endData()
        self._page.start(f"{nsprefix}:{name}" if nsprefix else name, attrs)
        return None

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """A tag closes."""
        self.endData()
        self._page.end(f"{nsprefix}:{name}" if nsprefix else name)

    def handle_data(self, data: str) -> None:
        """A piece of text, of a comment or of a doctype: which of them, `endData` is told."""
        self._words.append(data)

    def endData(self, containerClass: type[NavigableString] | None = None) -> None:  # noqa: N802, N803 - its name there
        """The end of a text, or of what is none."""
        if self._words:
            if containerClass is None or containerClass is NavigableString:
                self._page.text("".join(self._words))
            self._words.clear()


def _is_hidden(attributes: Attributes) -> bool:
    style = attributes.get("style")
    if not style or "display:none" not in str(style).replace(" ", "").lower():
        return False
    return not any(map(is_known, _names(str(attributes.get("id") or ""), str(attributes.get("class") or ""))))


def _names(identifier: str, classes: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in (identifier, *classes.split()) if name.strip())
