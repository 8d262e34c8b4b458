"""A page saved with its pictures in one file (.mht, .mhtml): the HTML part is the page.

Read by a linear scan over the boundaries; no more than two levels of parts inside parts are looked at.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.sources import media

MAX_DEPTH = 2  # multipart/alternative within multipart/related
MAX_PARTS = 10_000
SHOWN_TYPES = 5


@dataclass(frozen=True, slots=True)
class _Part:
    head: media.Head
    start: int
    end: int


def page(content: bytes, origin: str, fetched_at: datetime | None) -> Page | Rejection:
    """The page in the file *content*; a file that is HTML and only called MHTML is taken as it is."""
    top = media.split(content)
    if top is None or content.lstrip()[:1] == b"<":
        return Page(content, origin, None, fetched_at=fetched_at)
    whole = _Part(top[0], top[1], len(content))
    parts = list(_parts(content, whole, MAX_DEPTH))
    pages = [part for part in parts if part.head.media_type in ("text/html", "application/xhtml+xml")]
    if not pages:
        types = dict.fromkeys(part.head.media_type for part in parts)
        return Rejection(origin, "read", f"expected an HTML part in the MHTML file, found {_shown(list(types))}")
    return _page(content, whole.head, _own(pages, whole.head), origin, fetched_at)


def _page(content: bytes, top: media.Head, part: _Part, origin: str, fetched_at: datetime | None) -> Page | Rejection:
    try:
        html = _decoded(content[part.start : part.end], part.head.encoding)
    except binascii.Error as error:
        return Rejection(origin, "read", f"the HTML part of the MHTML file is damaged: {error}")
    address = next(iter((*top.locations, *part.head.locations)), None)
    return Page(html, origin, "html", url=address, fetched_at=top.sent_at or fetched_at, charset=part.head.charset)


def _own(pages: list[_Part], top: media.Head) -> _Part:
    """The page itself, not one of its frames: the part of the file's own address, else the first."""
    return next((part for part in pages if set(part.head.locations) & set(top.locations)), pages[0])


def _parts(content: bytes, part: _Part, depth: int) -> Iterator[_Part]:
    """The parts within *part* that hold something, in order; *part* itself when it is not made of parts."""
    if not part.head.boundary or not part.head.media_type.startswith("multipart/"):
        yield part
        return
    mark = b"--" + part.head.boundary.encode("utf-8", "replace")
    at = content.find(mark, part.start, part.end)
    for _ in range(MAX_PARTS):
        if at < 0 or content.startswith(b"--", at + len(mark)):
            return
        following = content.find(b"\n" + mark, at + len(mark), part.end)
        end = part.end if following < 0 else following
        line_end = content.find(b"\n", at + len(mark), end)
        found = media.split(content, line_end + 1, end) if line_end >= 0 else None
        if found and depth:
            yield from _parts(content, _Part(found[0], found[1], end), depth - 1)
        at = following + 1 if following >= 0 else -1


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        return binascii.a2b_base64(body + b"==")  # a part cut short lacks its padding
    return body


def _shown(types: list[str]) -> str:
    more = f" and {len(types) - SHOWN_TYPES} more" if len(types) > SHOWN_TYPES else ""
    return ", ".join(map(ascii, (name[:60] for name in types[:SHOWN_TYPES]))) + more if types else "no part"
