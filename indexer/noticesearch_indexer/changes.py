"""What the last run left: which pages still stand as it read them, and which of its notices are gone now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from noticesearch import live
from noticesearch.clock import BEIJING
from noticesearch.notice import Page
from noticesearch.store import Generation, LedgerEntry, content_hash
from noticesearch_indexer.identity import given_hash, pipeline_hash
from noticesearch_indexer.issue_lists import fingerprint_of


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run's ledger by origin; empty before the first.

    `linkable`: its index has the documents and terms that this version makes, so new ones can be added to it.
    `current`: the rules its pages passed are today's too. `shared` are the notice ids that several pages claimed; those
    pages are always read again, since which of them stands depends on the others.
    """

    entries: dict[str, LedgerEntry]
    shared: frozenset[str]
    linkable: bool
    current: bool

    @property
    def notice_ids(self) -> frozenset[str]:
        """The notices in the last run's index."""
        return frozenset(entry.notice_id for entry in self.entries.values() if entry.notice_id)

    @property
    def standing(self) -> dict[str, LedgerEntry]:
        """By notice id, the page whose text is in the last run's index."""
        return standing_in(self.entries)

    def unchanged(self, page: Page) -> LedgerEntry | None:
        """What the last run made of this very page, None when it must be read again."""
        entry = self.entries.get(page.origin) if self.current else None
        if entry is None or entry.notice_id in self.shared or _may_succeed_now(entry):
            return None
        same = (entry.content_hash, entry.given_hash) == (content_hash(page.content), given_hash(page))
        return entry if same else None

    def left_alone(
        self, met: AbstractSet[str], claimed: AbstractSet[str], unreadable: AbstractSet[str], *, add: bool
    ) -> dict[str, LedgerEntry]:
        """The entries that stay though this run did not meet their pages, by origin.

        When adding, all but those whose origin was *met*, or whose notice is *claimed* by a page that was; else the
        notices of pages in *unreadable* places. A page that another one of its notice superseded does not stay:
        nothing of it is in the index.
        """
        standing = self.standing
        return {
            origin: entry
            for origin, entry in self.entries.items()
            if origin not in met
            and (add or (entry.notice_id and not unreadable.isdisjoint(_places(origin))))
            and (entry.notice_id is None or (entry.notice_id not in claimed and standing[entry.notice_id] is entry))
        }


def standing_in(entries: Mapping[str, LedgerEntry]) -> dict[str, LedgerEntry]:
    """By notice id, the page whose text is in the index of the ledger *entries*: of several, the last."""
    return {entry.notice_id: entry for entry in entries.values() if entry.notice_id}


def fetched_before(page: Page, other: LedgerEntry) -> bool:
    """Whether *page* was fetched before *other*; False where one of them does not say when."""
    if page.fetched_at is None or other.fetched_at is None:
        return False
    return _in_zone(page.fetched_at) < _in_zone(datetime.fromisoformat(other.fetched_at))


def _in_zone(time: datetime) -> datetime:
    """*time*, in China's zone where it names none: the clocks of scrapers and of what they scrape."""
    return time if time.tzinfo else time.replace(tzinfo=BEIJING)


def _may_succeed_now(entry: LedgerEntry) -> bool:
    """Whether another day may help: the machine has time and memory, what reads PDF or DOCX is installed."""
    return entry.rejection is not None and entry.rejection.stage in ("limit", "read")


def _places(origin: str) -> set[str]:
    """The page, the archive or record file it lies in, and all folders above: as far as an origin tells."""
    return {origin, *(origin[: border.start()] for border in re.finditer(r"[/!#]", origin))}


def last_run(previous: Generation | None, issues: str) -> LastRun:
    """The last run as the generation it left tells it; *issues* is the fingerprint of the issue types that hold now."""
    entries = {entry.origin: entry for entry in previous.ledger()} if previous else {}
    claims = Counter(entry.notice_id for entry in entries.values() if entry.notice_id)
    linkable = previous is not None and live.readable(previous)
    current = previous is not None and linkable and _rules_of(previous) == (pipeline_hash(), issues)
    shared = frozenset(notice_id for notice_id, count in claims.items() if count > 1)
    return LastRun(entries, shared, linkable, current)


def _rules_of(previous: Generation) -> tuple[str | None, str | None]:
    return previous.manifest.identity_of("pipeline"), fingerprint_of(previous)
