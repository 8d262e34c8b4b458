"""What text dumps of one host have in common: lines that stand on many of its pages are menu, not notice.

A survey over a run's pages, before they are read, gives each dump its own common lines. They are part of what is given
with the page, so a page is read again when its neighbours change them, and only then. Why so: docs/decisions/0006.
"""

from __future__ import annotations

import hashlib
import math
from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from noticesearch.notice import Page, Rejection
from noticesearch_indexer.extraction.line_keys import dump_line_keys
from noticesearch_indexer.host_report import host_of

MIN_PAGES = 5  # of a host: fewer say nothing
MIN_COUNT, MIN_SHARE = 3, 0.25  # pages of the sample that a common line stands on
SAMPLE_PAGES = 64  # of a host, those with the lowest hashes: a newcomer seldom changes the sample
IDENTITY_LINES = 3  # pages with the same longest lines are copies of one notice and count once


@dataclass(order=True)
class _Sampled:
    rank: bytes
    keys: frozenset[str] = field(compare=False)
    identity: tuple[str, ...] = field(compare=False)


class Neighbours:
    """The common lines of each host (each folder or archive, where pages have no URL) among the pages surveyed."""

    def __init__(self, pages: Iterable[Page | Rejection]) -> None:
        """Survey *pages*; only those that are text dumps count."""
        samples: dict[str, list[_Sampled]] = {}
        for page in pages:
            if isinstance(page, Page) and page.kind in ("text", None):
                _sample(samples.setdefault(host_of(page.origin, page.url), []), page)
        common = {host: _common(sample) for host, sample in samples.items()}
        self._common = {host: keys for host, keys in common.items() if keys}

    def introduce(self, page: Page) -> Page:
        """*page* with those of its lines that are common on its host."""
        common = self._common.get(host_of(page.origin, page.url)) if page.kind in ("text", None) else None
        if not common:
            return page
        own = common.intersection(dump_line_keys(page))
        return replace(page, common_lines=tuple(sorted(own))) if own else page


def _sample(sample: list[_Sampled], page: Page) -> None:
    """Take *page* into the sample of its host, if its hash is among the lowest."""
    rank = hashlib.sha256(page.content).digest()
    if len(sample) == SAMPLE_PAGES and rank >= sample[-1].rank:
        return
    keys = dump_line_keys(page)
    if keys and all(rank != other.rank for other in sample):
        longest = sorted(keys, key=lambda key: (-len(key), key))[:IDENTITY_LINES]
        insort(sample, _Sampled(rank, frozenset(keys), tuple(longest)))
        del sample[SAMPLE_PAGES:]


def _common(sample: list[_Sampled]) -> frozenset[str]:
    apart = {page.identity: page.keys for page in sample}
    if len(apart) < MIN_PAGES:
        return frozenset()
    counts = Counter(key for keys in apart.values() for key in keys)
    least = max(MIN_COUNT, math.ceil(MIN_SHARE * len(apart)))
    return frozenset(key for key, count in counts.items() if count >= least)
