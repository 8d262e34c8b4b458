"""A dump's lines as they are compared across pages of a host."""

from __future__ import annotations

import re

from noticesearch.notice import Page
from noticesearch_indexer.extraction.binary import kind_of
from noticesearch_indexer.extraction.decode import decode
from noticesearch_indexer.extraction.document import key
from noticesearch_indexer.extraction.kinds import look

MIN_CHARS, KEY_CHARS = 2, 60
MAX_CHARS = 1_000_000  # of a page; menus stand at its beginning or its end, and no notice is as long
_DIGITS = re.compile(r"\d+")


def line_key(text: str) -> str:
    """*text* as it is compared across pages: counters and days of the same line differ."""
    return _DIGITS.sub("0", key(text[: 2 * KEY_CHARS]))[:KEY_CHARS]


def dump_line_keys(page: Page) -> frozenset[str]:
    """The keys of a text dump's lines; none of a page that is something else."""
    if kind_of(page.content):
        return frozenset()
    text = decode(page.content, page.charset).text[:MAX_CHARS]
    if page.kind is None and look(text) == "html":
        return frozenset()
    return frozenset(key for key in map(line_key, text.splitlines()) if len(key) >= MIN_CHARS)
