"""A new index looks at itself before it goes live: the right number of notices, and the first is found by its words."""

from __future__ import annotations

from pathlib import Path

from noticesearch import live
from noticesearch.errors import Trouble
from noticesearch.notice import Notice
from noticesearch.query import Query
from noticesearch.text.runs import runs

PROBE_CHARS = 12  # long enough to be searched by several terms, short enough to lie within one run


class SelfCheckFailed(Trouble):
    """A freshly built index does not answer as it must; it was not made live."""


def check_index(folder: Path, expected: int) -> None:
    """Look at the index in a generation's *folder*, which should hold *expected* notices.

    Raises:
        SelfCheckFailed: it does not, or does not find its own first notice.
    """
    searcher = live.searcher_in(folder)
    try:
        found = searcher.search(Query(dup="all", per_page=1)).total
        if found != expected:
            raise SelfCheckFailed(f"the new index holds {found:,} notices, expected {expected:,}; it was not made live")
        first = next(searcher.notices(), None)
        probe = _probe(first) if first else None
        if probe and not searcher.search(Query(q=probe, mode="exact", per_page=1)).total:
            raise SelfCheckFailed(f"the new index does not find {probe!r}, the words of its own first notice")
    finally:
        searcher.close()


def _probe(notice: Notice) -> str | None:
    """The first words of the first part's text, None when it has none."""
    text = notice.part_text(notice.parts[0])
    start, run, _ = next(runs(text), (0, "", False))
    return text[start : start + min(len(run), PROBE_CHARS)] or None
