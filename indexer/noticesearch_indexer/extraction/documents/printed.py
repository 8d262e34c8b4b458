"""A document as it is printed: its paragraphs in reading order, each with what makes a title stand out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a table row with its cells joined by tabs.

    `size` is the height of its characters in points, 0 where the document does not say. `is_heading` is what the
    document itself calls a title or a heading.
    """

    text: str
    size: float = 0.0
    is_centred: bool = False
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """All paragraphs; `title` is the document's property of that name, "" when it has none.

    `unread` counts what was beyond a limit, in `unit`s (pages, characters). `is_web_page`: a browser printed it, chrome
    and all.
    """

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    unread: int = 0
    unit: str = "pages"
    is_web_page: bool = False
