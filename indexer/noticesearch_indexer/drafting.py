"""The ledger of a run in the making: what becomes of each page met, and which page stands for its notice.

Of several pages of one notice the newest stands, and is the last of them in the ledger.
"""

from __future__ import annotations

from dataclasses import replace

from noticesearch.notice import Page, Rejection
from noticesearch.store import Build, LedgerEntry, content_hash
from noticesearch.versions import Versions
from noticesearch_indexer.assembly import ReadPage
from noticesearch_indexer.changes import LastRun, fetched_before, standing_in
from noticesearch_indexer.history import revised, with_history
from noticesearch_indexer.identity import given_hash, notice_id, text_hash
from noticesearch_indexer.sources import Unreadable


class Draft:
    """The ledger's `entries` by origin, in the order of the ledger to be.

    `kept_out` are origins of pages that were taken down, `unreadable` those that could not be read now; `unchanged`
    counts the notices whose pages are as the last run read them.
    """

    def __init__(self, build: Build, last: LastRun, *, add: bool, full: bool, keep_pages: bool) -> None:
        """Begin with nothing; *add* compares with the pages of *last* that stand already."""
        self._build, self._last = build, last
        self._add, self._full, self._keep_pages = add, full, keep_pages
        self.entries: dict[str, LedgerEntry] = {}
        self.kept_out: set[str] = set()
        self.unreadable: dict[str, Unreadable] = {}
        self.unchanged = 0
        # By notice id: the page whose text is in the index, as far as this run knows.
        self._standing = last.standing if add else {}
        self._claims: dict[str, str] = {}  # notice id → origin of the last page met that gives it

    def must_be_read(self, page: Page) -> bool:
        """Whether a worker must read *page*; if not, it is settled: taken down, or as the last run left it."""
        identifier = notice_id(page)
        if self._build.removed.is_removed(identifier, page.url):
            self.kept_out.add(page.origin)
            return False
        entry = None if self._full else self._last.unchanged(page)
        if entry is None or identifier in self._claims:
            self._claims[identifier] = page.origin
            return True
        if self._keep_pages and not entry.stored:  # the last run was told not to keep them
            self._build.pages.put(page.content)
        entry = replace(entry, stored=self._keep_pages)
        self.unchanged += entry.rejection is None
        self.entries[page.origin] = entry
        self._claims[identifier] = page.origin
        if entry.notice_id:
            self._standing[entry.notice_id] = entry
        return False

    def turn_down(self, rejection: Rejection) -> None:
        """Settle a page that its source could not give."""
        if isinstance(rejection, Unreadable):
            self.unreadable[rejection.origin] = rejection
        else:
            self.entries[rejection.origin] = LedgerEntry(rejection.origin, None, "", rejection=rejection)

    def newer_version(self, page: Page) -> LedgerEntry | None:
        """The page that stands for the same notice and was fetched later, if any."""
        standing = self._standing.get(notice_id(page))
        return standing if standing and standing.origin != page.origin and fetched_before(page, standing) else None

    def enter(self, page: Page, outcome: ReadPage | Rejection, newer: LedgerEntry | None) -> None:
        """Settle a page that was read, as *outcome* says; *newer* goes on standing for its notice."""
        rejection = outcome if isinstance(outcome, Rejection) else None
        entry = LedgerEntry(
            page.origin,
            self._build.pages.put(page.content) if self._keep_pages else content_hash(page.content),
            given_hash(page),
            notice_id=None if rejection else notice_id(page),
            rejection=rejection,
            url=page.url,
            fetched_at=page.fetched_at.isoformat() if page.fetched_at else None,
            stored=self._keep_pages,
            text_hash=None if isinstance(outcome, Rejection) else text_hash(outcome.analysed.notice),
        )
        self.entries[page.origin] = entry
        if newer:  # last in the ledger: of one notice's pages, the last stands
            self.entries.pop(newer.origin, None)
            self.entries[newer.origin] = newer
        elif entry.notice_id:
            self._standing[entry.notice_id] = entry

    def left_alone(self) -> dict[str, LedgerEntry]:
        """The last run's entries that should stay though this run did not meet their pages, by origin."""
        met = self.entries.keys() | self.kept_out
        found = self._last.left_alone(met, self.notice_ids(), self.unreadable.keys(), add=self._add)
        return {origin: entry for origin, entry in found.items() if not self._is_removed(entry)}

    def keep(self, stays: dict[str, LedgerEntry]) -> None:
        """Let entries of the last run stand, before those of this one: of one notice's pages, the last stands."""
        self.entries = stays | self.entries

    def turn_down_unreadable(self) -> None:
        """Settle what could not be read, and of which nothing stays, as rejected."""
        for origin, rejection in self.unreadable.items():
            settled = Rejection(origin, rejection.stage, rejection.reason)
            self.entries.setdefault(origin, LedgerEntry(origin, None, "", rejection=settled))

    def note_history(self, now: str) -> None:
        """Let the entries say which versions of their notices came before; *now* (ISO 8601, UTC) replaced some."""
        self.entries = with_history(self.entries, self._last.standing, now, keep_pages=self._keep_pages)

    def revised(self) -> int:
        """How many notices have another text than in the last run."""
        return revised(self.entries, self._last.standing)

    def versions(self) -> Versions:
        """The earlier versions of all notices, once they are noted."""
        found = {entry.notice_id: entry.earlier for entry in self.entries.values() if entry.notice_id and entry.earlier}
        return Versions(found)

    def notice_ids(self) -> frozenset[str]:
        """The notices of the ledger so far."""
        return frozenset(entry.notice_id for entry in self.entries.values() if entry.notice_id)

    def stands_as_before(self) -> bool:
        """Whether every notice has the page that it had in the last run."""
        return standing_in(self.entries) == self._last.standing

    def _is_removed(self, entry: LedgerEntry) -> bool:
        return entry.notice_id is not None and self._build.removed.is_removed(entry.notice_id, entry.url)
