"""The pages of all sources in their order, each under an origin of its own, dumps with their neighbours' lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.neighbours import Neighbours
from noticesearch_indexer.sources import Source


def pages_of(sources: Sequence[Source]) -> Iterator[Page | Rejection]:
    """Every page of *sources*, or why there is none."""
    neighbours = _neighbours(sources)
    met: Counter[str] = Counter()
    for source in sources:
        for given in source.pages():
            page = _told_apart(given, met)
            yield neighbours.introduce(page) if isinstance(page, Page) else page


def _neighbours(sources: Sequence[Source]) -> Neighbours:
    """What the text dumps among all pages have in common: a first pass, so that no page's place in the order counts."""
    return Neighbours(page for source in sources for page in source.read(Counter()))


def _told_apart(page: Page | Rejection, met: Counter[str]) -> Page | Rejection:
    """*page* with an origin of its own: records of one file may share an id, members of one archive a name."""
    origin = page.origin
    while met[origin]:
        met[page.origin] += 1
        origin = f"{page.origin}~{met[page.origin]}"
    met[origin] += 1
    return page if origin == page.origin else replace(page, origin=origin)
