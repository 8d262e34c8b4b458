"""HTML to lines: one iterative walk over the parsed page. The only module that imports BeautifulSoup.

Refuses to recurse: pages nest 100,000 tags deep.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, Tag

from noticesearch_indexer.extraction.containers import is_known
from noticesearch_indexer.extraction.document import Document, Meta, collapse
from noticesearch_indexer.extraction.line_builder import Element, LineBuilder

_SILENT_TAGS = frozenset(
    "audio button canvas iframe input noscript object script select style svg template textarea video".split()
)
MAX_METAS = 500  # a page has some thirty


@dataclass(slots=True)
class _Head:
    """What the page's head says, wherever on the page it stands."""

    title: str = ""
    metas: list[Meta] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)

    def read(self, tag: Tag) -> bool:
        """Take in *tag* if it is a <meta>, <link> or <title>; returns whether it was."""
        if tag.name == "meta":
            self._meta(tag)
        elif tag.name == "link":
            if "canonical" in (tag.get("rel") or ()) and tag.get("href"):
                self.canonical.append(str(tag["href"]).strip())
        elif tag.name == "title":
            self.title = self.title or collapse(tag.get_text())
        else:
            return False
        return True

    def _meta(self, tag: Tag) -> None:
        name = tag.get("name") or tag.get("property") or tag.get("itemprop")
        content = tag.get("content")
        if name and content and len(self.metas) < MAX_METAS:
            self.metas.append(Meta("".join(str(name).split()).lower(), collapse(str(content))))

    def links(self) -> tuple[str, ...]:
        """Addresses the page gives itself, the canonical ones first."""
        return (*self.canonical, *(meta.content for meta in self.metas if meta.name == "og:url"))


def read_html(html: str) -> Document:
    """The lines, blocks and head of a page; *html* comes precleaned and within its limits."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as what browsers take it for
        soup = BeautifulSoup(html, "lxml")
    builder, head = LineBuilder(), _Head()
    stack: list[PageElement | Element] = [soup]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            builder.close(node)
        elif isinstance(node, Tag):
            if head.read(node) or _is_silent(node):
                continue
            element = _element(node)
            builder.open(element)
            stack.append(element)
            stack.extend(reversed(node.contents))
        elif type(node) is NavigableString:  # not its subclasses: comments, doctypes, CDATA
            builder.add_text(str(node))
    lines, blocks, files = builder.finish()
    return Document(lines, blocks, tuple(head.metas), head.title, head.links(), files)


def _is_silent(tag: Tag) -> bool:
    if tag.name in _SILENT_TAGS:
        return True
    style = tag.get("style")
    if not style:
        return False
    hidden = "display:none" in str(style).replace(" ", "").lower()
    return hidden and not any(map(is_known, _names(tag)))


def _element(tag: Tag) -> Element:
    # <a name=...> is an anchor, Word leaves many.
    return Element(tag.name, _names(tag), str(tag.get("href") or "") if tag.name == "a" else "")


def _names(tag: Tag) -> tuple[str, ...]:
    if not tag.attrs:
        return ()
    given = tag.get("class") or ()
    classes = given.split() if isinstance(given, str) else given
    return tuple(name.strip().lower() for name in (str(tag.get("id") or ""), *classes) if name.strip())
