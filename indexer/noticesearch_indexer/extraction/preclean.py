"""HTML made safe and cheap to parse: no scripts, styles or comments, no stray closers, no more than a parser can take.

A linear scanner: every search goes forward once, and a block that never closes is looked for once only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_CHARS = 5_000_000  # the parser takes 3-4 s and 250 MB per million characters of bare tags
MAX_TAGS = 200_000
_OPENER = re.compile(r"<(script|style|noscript)\b|<!--", re.IGNORECASE)
# www.gov.cn has a stray </body> in its header; the parser then keeps only the navigation.
_CLOSER = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
# XHTML says so in its first line; the HTML parser reads it all the same, but with a warning to whoever runs it.
_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,199}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Precleaned:
    """HTML ready for the parser; `dropped_chars` were beyond the limits and not read, 0 for nearly every page."""

    html: str
    dropped_chars: int = 0


def preclean(html: str) -> Precleaned:
    """*html* without what is never text; beyond MAX_CHARS or MAX_TAGS it is cut, and says so."""
    text = "".join(_without_blocks(html.replace("\x00", "")))
    text = _DECLARATION.sub("", _CLOSER.sub("", text), count=1)
    end = min(MAX_CHARS, _end_of_tags(text))
    return Precleaned(text[:end], max(0, len(text) - end))


def _without_blocks(html: str) -> list[str]:
    low = html.lower() if len(html.lower()) == len(html) else html
    pieces: list[str] = []
    unclosed: set[str] = set()
    start = 0
    for opener in _OPENER.finditer(html):
        name = (opener[1] or "!--").lower()
        if opener.start() < start or name in unclosed:
            continue
        end = _block_end(low, name, opener.end())
        if end is None:
            unclosed.add(name)
            continue
        pieces += (html[start : opener.start()], " ")
        start = end
    pieces.append(html[start:])
    return pieces


def _block_end(low: str, name: str, start: int) -> int | None:
    closer = "-->" if name == "!--" else "</" + name
    at = low.find(closer, start)
    if at < 0:
        return None
    end = low.find(">", at)
    return len(low) if end < 0 else end + 1


def _end_of_tags(text: str) -> int:
    """Where tag number MAX_TAGS + 1 begins, or the end."""
    if text.count("<") <= MAX_TAGS:
        return len(text)
    for number, tag in enumerate(re.finditer("<", text)):
        if number == MAX_TAGS:
            return tag.start()
    return len(text)
